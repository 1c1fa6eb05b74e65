import type { Preview } from '#shared/contract/preview.ts'
import { t } from '../../lib/words-studio.ts'

/** Bytes of a text that the server takes for a preview (forms.md §10.4). */
export const MAX_BYTES = 262_144

export function isTooLarge(source: string): boolean {
  // A character takes three bytes at most: most texts need no counting.
  return source.length * 3 > MAX_BYTES && new TextEncoder().encode(source).length > MAX_BYTES
}

/** What is said of a text that is too large, at the place where it gets too large; undefined: it is not. */
export function refuseLarge(source: string): Preview | undefined {
  if (!isTooLarge(source)) return undefined
  const bytes = new TextEncoder().encode(source)
  const before = new TextDecoder().decode(bytes.subarray(0, MAX_BYTES))
  const line = before.split('\n').length
  const column = before.length - before.lastIndexOf('\n')
  const size = t('sizeMegabytes', { size: (bytes.length / 1_048_576).toFixed(1) })
  const problem = { line, column, code: 'too-large', message: t('tooLarge', { size }), fix: t('tooLargeFix') }
  return { title: '', source, form: null, problems: [{ ...problem, severity: 'error' }] }
}
