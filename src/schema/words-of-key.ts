/** Letters of a key that are made into words. */
const MAX_KEY = 200

/** `server_url`, `server-url` or `serverUrl` as words: "Server url". */
export function wordsOfKey(key: string): string {
  const words = key
    .slice(0, MAX_KEY)
    .replace(/([\p{Ll}\p{N}])(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu}+)(\p{Lu}\p{Ll})/gu, '$1 $2')
    .replace(/[\s_.-]+/gu, ' ')
    .trim()
  return words.charAt(0).toUpperCase() + words.slice(1)
}
