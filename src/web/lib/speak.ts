import { fillPhrase, type Phrase, type PhraseParams } from '#shared/phrase.ts'
import { speech } from './locale.ts'

type Words = Readonly<Record<string, Phrase>>

/** Keys whose words do not depend on a number. */
type PlainKey<W extends Words> = { [K in keyof W & string]: W[K] extends string ? K : never }[keyof W & string]
type CountedKey<W extends Words> = Exclude<keyof W & string, PlainKey<W>>
/** Keys of words that need nothing filled in. */
export type BareKey<W extends Words> = {
  [K in PlainKey<W>]: [Places<W[K]>] extends [never] ? K : never
}[PlainKey<W>]

/** `label` and `n` of "Entry {n} of {label}". */
type PlacesIn<S> = S extends `${string}{${infer Name}}${infer Rest}` ? Name | PlacesIn<Rest> : never
type Places<P> = P extends string ? PlacesIn<P> : P extends { other: infer Other } ? PlacesIn<Other> : never
/** Exactly what the places of a phrase need; nothing for a phrase without any. */
type ParamsFor<Names extends string> = [Names] extends [never] ? [] : [params: Readonly<Record<Names, string | number>>]

/** The words for a key, with its `{name}` places filled in. */
export type Say<W extends Words> = <K extends PlainKey<W>>(key: K, ...params: ParamsFor<Places<W[K]>>) => string

/** The words for a key in the plural form of `count`, which fills in `{count}`. */
export type SayCount<W extends Words> = <K extends CountedKey<W>>(
  key: K,
  count: number,
  ...params: ParamsFor<Exclude<Places<W[K]>, 'count'>>
) => string

/** Says the words of a set in the language of the page, else in English. Every sentence goes through here. */
export function speak<const W extends Words>(
  english: W,
  set: 'page' | 'form' = 'page',
): { t: Say<W>; tCount: SayCount<W> } {
  function say(key: string, params: PhraseParams = {}): string {
    const { dictionary, words } = speech()
    return fillPhrase(dictionary?.[set][key] ?? (english[key] as Phrase), params, words)
  }
  return {
    t: (key, ...[params]) => say(key, params),
    tCount: (key, count, ...[params]) => say(key, { ...(params as PhraseParams | undefined), count }),
  }
}
