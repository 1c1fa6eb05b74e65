/** A name or title as lower-case words: `MYAPP_dbHost` → `['myapp', 'db', 'host']`. */
export function wordsOf(text: string): string[] {
  return text
    .slice(0, 200)
    .replace(/<[^<>]{0,80}>/g, ' ')
    .replace(/([\p{Ll}\p{N}])(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(word => word !== '')
}

/** Too little to be told by alone: `PROJECT_NAME` is not the field "name". */
const GENERIC = new Set(
  'id name key type value code number data text title label mode format version file path kind size time date status default list items config settings options auth authentication credentials method user-agent'.split(
    ' ',
  ),
)

/** Words that make another thing of the same noun wherever they stand, also in the name of a group. */
const PLACES = new Set(
  'proxy callback redirect webhook bastion jump ssh tunnel backup replica reader keystore truststore registry source target destination'.split(
    ' ',
  ),
)
const QUALIFIERS = new Set([
  ...PLACES,
  ...'return logout reset refresh public readonly read admin root previous old session signing encryption certificate cert ca authorize authorization auth oauth revoke docs documentation support help image logo avatar cdn token virtual sas header query issuer jwks discovery download upload health status'.split(
    ' ',
  ),
])

export function isGeneric(words: readonly string[]): boolean {
  return words.every(word => GENERIC.has(word))
}

/** True when `others` say every word of `words` that sets a thing apart: a callback URL is not the URL. */
export function isQualifiedBy(words: readonly string[], others: readonly string[]): boolean {
  return words.every(word => !QUALIFIERS.has(word) || others.includes(word))
}

/** The same for the names of groups, where "auth" and the like say nothing. */
export function isPlacedBy(words: readonly string[], others: readonly string[]): boolean {
  return words.every(word => !PLACES.has(word) || others.includes(word))
}

/** A value with such a word in its name is shown nowhere. The compiler masks fields by the same words (forms.md §6). */
export function isSecretWord(word: string): boolean {
  return /(password|passphrase|secret|token|credential)s?$/.test(word)
}

/** How many words stand before `end` in `words`; undefined when they do not end so. Spelling in one word counts alike. */
export function wordsBefore(words: readonly string[], end: readonly string[]): number | undefined {
  const wanted = end.join('')
  let joined = ''
  for (let start = words.length - 1; start >= 0 && joined.length < wanted.length; start--) {
    joined = (words[start] ?? '') + joined
    if (joined === wanted) return start
  }
  return undefined
}
