const RESERVED = new Set(['__proto__', 'constructor', 'prototype', '__errors'])

/** Names that no field and no map entry can have: they would reach into objects instead of naming a value. */
export function isReservedName(name: string): boolean {
  return RESERVED.has(name)
}

/** Letters of a name that are looked at: it is for people, and nobody reads more. */
const MAX_NAME = 200

/** A name or title as lower-case words: `clientSecret_URL` → `['client', 'secret', 'url']`. */
function wordsIn(text: string): string[] {
  return text
    .slice(0, MAX_NAME)
    .replace(/([\p{Ll}\p{N}])(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu}+)(\p{Lu}\p{Ll})/gu, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(word => word !== '')
}

const SECRET_WORD = /(?:password|passphrase|secret|token|credential)s?$/
const SECRET_PAIR = /(?:^| )(?:api|app|access|account|private) ?keys?(?: |$)/
const NO_SECRET_LAST = new Set('url uri id name type header field endpoint path expiry'.split(' '))

/** True when a field's key or title says that it holds a secret (forms.md §6). */
export function hasSecretName(key: string, title: string): boolean {
  const inKey = wordsIn(key)
  if (NO_SECRET_LAST.has(inKey.at(-1) ?? '')) return false
  return [inKey, wordsIn(title)].some(words => {
    if (NO_SECRET_LAST.has(words.at(-1) ?? '')) return false
    return words.some(word => SECRET_WORD.test(word)) || SECRET_PAIR.test(words.join(' '))
  })
}

const TARGET_WORD = new Set(
  'url uri host hostname server endpoint domain subdomain site address port instance account base'.split(' '),
)
/** Names written as one word: `baseurl`, `dbhost`. */
const TARGET_END = /(?:url|uri|host|hostname|server|endpoint|domain)$/

/** True when a field's key or title says that it decides where requests go (forms.md §6). */
export function hasTargetName(key: string, title: string): boolean {
  return [...wordsIn(key), ...wordsIn(title)].some(word => TARGET_WORD.has(word) || TARGET_END.test(word))
}
