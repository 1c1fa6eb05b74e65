import { ENGLISH, type MessageKey } from './messages.ts'

type Params = Record<string, string | number>

/** The words for `key`, with `{name}` places filled in. One language for now; every sentence goes through here. */
export function t(key: MessageKey, params: Params = {}): string {
  return ENGLISH[key].replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole))
}

/** Picks `<key>One` for 1, else `<key>Many`, and fills in `{count}`. */
export function tCount(key: CountKey, count: number, params: Params = {}): string {
  const form = new Intl.PluralRules('en').select(count) === 'one' ? 'One' : 'Many'
  return t(`${key}${form}`, { ...params, count })
}

type CountKey = { [K in MessageKey]: K extends `${infer Base}One` ? Base : never }[MessageKey]
