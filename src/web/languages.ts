import type { DictionaryLoaders } from './lib/language.ts'

/** Where each language's words come from: a chunk of its own, fetched only by who reads it. */
export const DICTIONARIES: DictionaryLoaders = {
  de: async () => (await import('./locales/de.ts')).GERMAN,
}
