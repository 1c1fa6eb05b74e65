import type { JsonObject } from '#shared/json.ts'

/** Words that a slip may have been meant for. */
const KEYWORDS =
  'type title description default format required properties items minLength maxLength minimum maximum exclusiveMinimum exclusiveMaximum multipleOf minItems maxItems uniqueItems pattern enum additionalProperties propertyOrder options examples readOnly'.split(
    ' ',
  )

/** Words that are accepted although they are close to another one. */
const ACCEPTED = new Set(
  [...KEYWORDS, 'example', 'readonly', 'option', 'titles', 'optional', 'definitions', 'formats', 'requires_auth'].map(
    plain,
  ),
)

/** Slips that are no near misses. */
const SLIPS = new Map([
  ['min', 'minimum'],
  ['max', 'maximum'],
  ['name', 'title'],
  ['_comment', '$comment'],
])

/** The keyword that `key` was probably meant to be, or undefined when it looks intended. */
export function likelyKeyword(key: string, keys: JsonObject): string | undefined {
  const slip = SLIPS.get(key)
  if (slip !== undefined) return Object.hasOwn(keys, slip) ? undefined : slip
  if (key.startsWith('x-') || KEYWORDS.includes(key)) return undefined
  const known = judged.get(key)
  if (known !== undefined) return known ?? undefined
  const likely = nearestKeyword(key)
  if (judged.size < MAX_JUDGED) judged.set(key, likely ?? null)
  return likely
}

/** What was found for a key, null for nothing: schemas use the same few keys hundreds of times. */
const judged = new Map<string, string | null>()
const MAX_JUDGED = 2_000

function nearestKeyword(key: string): string | undefined {
  const letters = plain(key)
  const same = KEYWORDS.find(word => plain(word) === letters)
  if (same !== undefined) return ACCEPTED.has(letters) && key === 'readonly' ? undefined : same
  if (letters.length < 6 || ACCEPTED.has(letters)) return undefined
  const allowed = letters.length < 8 ? 1 : 2
  return KEYWORDS.find(word => {
    const near = plain(word)
    return Math.abs(near.length - letters.length) <= allowed && distance(near, letters) <= allowed
  })
}

function plain(word: string): string {
  return word.toLowerCase().replace(/[^a-z]/g, '')
}

/** Edits between two words; two letters changed over count as one. */
function distance(a: string, b: string): number {
  const rows = [...Array(a.length + 1).keys()].map(i => [i, ...Array<number>(b.length).fill(0)])
  const at = (i: number, j: number) => rows[i]?.[j] ?? 0
  for (let j = 1; j <= b.length; j++) {
    const first = rows[0]
    if (first) first[j] = j
  }
  for (let i = 1; i <= a.length; i++) {
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1
      let best = Math.min(at(i - 1, j) + 1, at(i, j - 1) + 1, at(i - 1, j - 1) + cost)
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) best = Math.min(best, at(i - 2, j - 2) + 1)
      const row = rows[i]
      if (row) row[j] = best
    }
  }
  return at(a.length, b.length)
}
