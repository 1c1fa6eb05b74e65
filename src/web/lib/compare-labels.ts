import { wordsLocale } from './locale.ts'

let order: { locale: string; compare: (a: string, b: string) => number } | undefined

/** A to Z as a person counts: Line_2 before Line_10. */
export function compareLabels(a: string, b: string): number {
  const locale = wordsLocale()
  if (order?.locale !== locale) order = { locale, compare: new Intl.Collator(locale, { numeric: true }).compare }
  return order.compare(a, b)
}
