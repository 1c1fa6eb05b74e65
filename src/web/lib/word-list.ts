import { wordsLocale } from './locale.ts'

/** "A, B, C", with the marks of the language. */
export function wordList(words: readonly string[]): string {
  return new Intl.ListFormat(wordsLocale(), { type: 'unit', style: 'short' }).format(words)
}
