/** A connection label: letters, digits and `_`, not starting with a digit, at most 100 characters (flow-format.md §12.1). */
const LABEL = /^[\p{L}_][\p{L}\p{N}_]{0,99}$/u

export function isLabel(text: string): boolean {
  return LABEL.test(text) && text === text.normalize('NFC')
}

/** The first free label for a type: its words joined by `_`, then the smallest free number from 1. */
export function defaultLabel(words: string, service: string, taken: ReadonlySet<string>): string {
  const joined = (text: string) =>
    text
      .normalize('NFC')
      .replace(/[^\p{L}\p{N}]+/gu, '_')
      .replace(/^_+|_+$/g, '')
  let base = joined(words) || joined(service) || 'Connection'
  if (/^\p{N}/u.test(base)) base = `_${base}`
  base = [...base].slice(0, 92).join('')
  if (/\p{N}$/u.test(base)) base += '_'
  for (let n = 1; ; n++) {
    if (!taken.has(`${base}${n}`)) return `${base}${n}`
  }
}
