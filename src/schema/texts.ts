import type { TextBundles } from './types.ts'

const KEY = /^[a-z][a-z0-9-]*:[\w.-]+$/

/** `de-AT` becomes `['de-AT', 'de', 'en']`: the languages to try, best first. */
export function localeChain(locale: string): string[] {
  const parts = locale.split('-').filter(part => part !== '')
  const chain = parts.map((_, i) => parts.slice(0, parts.length - i).join('-'))
  return chain.includes('en') ? chain : [...chain, 'en']
}

/**
 * The words behind `service:key` in the first language that has them, else the words of the key itself.
 * Any other text is literal: the namespace must be the connector's own service (flow-format.md §2.7).
 */
export function resolveText(text: string, texts: TextBundles): string {
  if (!isTextKey(text, texts.service)) return text
  return lookUpText(text, texts) ?? wordsOfKey(text.slice(text.indexOf(':') + 1))
}

/** True for `service:key` of that service. */
export function isTextKey(text: string, service: string): boolean {
  return service !== '' && text.startsWith(`${service}:`) && KEY.test(text)
}

/** The words of a text key, or undefined when no language of the chain has them. */
export function lookUpText(text: string, texts: TextBundles): string | undefined {
  const key = text.slice(text.indexOf(':') + 1)
  for (const language of texts.chain) {
    const bundle = Object.hasOwn(texts.bundles, language) ? texts.bundles[language] : undefined
    const found = bundle && Object.hasOwn(bundle, key) ? bundle[key] : undefined
    if (typeof found === 'string') return found
  }
  return undefined
}

/** `server_url`, `server-url` or `serverUrl` as words: "Server url". */
export function wordsOfKey(key: string): string {
  const words = key
    .replace(/([\p{Ll}\p{N}])(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu}+)(\p{Lu}\p{Ll})/gu, '$1 $2')
    .replace(/[\s_.-]+/gu, ' ')
    .trim()
  return words.charAt(0).toUpperCase() + words.slice(1)
}
