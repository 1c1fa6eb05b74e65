import { ENGLISH } from './messages.ts'

type Params = Record<string, string | number>

/** Says `words`. One language for now; every sentence goes through here. */
export function speak<K extends string>(words: Readonly<Record<K, string>>) {
  /** The words for `key`, with `{name}` places filled in. */
  function t(key: K, params: Params = {}): string {
    return words[key].replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole))
  }

  /** Picks `<key>One` for 1, else `<key>Many`, and fills in `{count}`. */
  function tCount(key: CountKey<K>, count: number, params: Params = {}): string {
    const form = new Intl.PluralRules('en').select(count) === 'one' ? 'One' : 'Many'
    return t(`${key}${form}` as K, { ...params, count })
  }

  return { t, tCount }
}

type CountKey<K> = K extends `${infer Base}One` ? Base : never

export const { t, tCount } = speak(ENGLISH)
