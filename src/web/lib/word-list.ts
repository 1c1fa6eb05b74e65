import { wordsLocale } from './locale.ts'

/** "A, B, C", with the marks of the language. */
export function wordList(words: readonly string[]): string {
  const [only = '', ...more] = words
  return more.length === 0 ? only : formatOf(wordsLocale()).format(words)
}

/** Making one takes as long as drawing a small form, and every line of a list asks. */
const formats = new Map<string, Intl.ListFormat>()

function formatOf(locale: string): Intl.ListFormat {
  const known = formats.get(locale)
  if (known) return known
  const made = new Intl.ListFormat(locale, { type: 'unit', style: 'short' })
  formats.set(locale, made)
  return made
}
