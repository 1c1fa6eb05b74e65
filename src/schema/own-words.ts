import type { TextBundles } from './types.ts'

/** What the compiler itself writes into a form, where the author wrote nothing. */
const ENGLISH = { basic: 'Basic', advanced: 'Advanced', option: 'Option' }

/** The same keys in each language the page speaks. */
const OWN_WORDS: Readonly<Record<string, typeof ENGLISH>> = {
  en: ENGLISH,
  de: { basic: 'Allgemein', advanced: 'Erweitert', option: 'Option' },
}

/** A word of our own in the first language of the chain that we speak. */
export function ownWord(key: keyof typeof ENGLISH, { chain }: TextBundles): string {
  const language = chain.find(each => Object.hasOwn(OWN_WORDS, each))
  return ((language !== undefined && OWN_WORDS[language]) || ENGLISH)[key]
}
