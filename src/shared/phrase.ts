/** One sentence for each plural form the language has; `{count}` decides. */
export type PluralPhrase = Readonly<Partial<Record<Intl.LDMLPluralRule, string>> & { other: string }>

/** Words with `{name}` places. */
export type Phrase = string | PluralPhrase

export type PhraseParams = Readonly<Record<string, string | number>>

/**
 * The words of a phrase with its places filled in. Numbers are written as the locale writes them; what a person is to
 * type again goes in as text.
 */
export function fillPhrase(phrase: Phrase, params: PhraseParams, locale: string): string {
  const words = typeof phrase === 'string' ? phrase : chooseForm(phrase, Number(params['count']), locale)
  return words.replace(/\{(\w+)\}/g, (place, name: string) => {
    const value = params[name] ?? place
    return typeof value === 'number' ? toolsOf(locale).numbers.format(value) : value
  })
}

function chooseForm(phrase: PluralPhrase, count: number, locale: string): string {
  return phrase[toolsOf(locale).plurals.select(count)] ?? phrase.other
}

interface Tools {
  numbers: Intl.NumberFormat
  plurals: Intl.PluralRules
}

/** Making one is slow, and a form says numbers at every entry of every list. */
const tools = new Map<string, Tools>()

function toolsOf(locale: string): Tools {
  const known = tools.get(locale)
  if (known) return known
  const made = { numbers: new Intl.NumberFormat(locale), plurals: new Intl.PluralRules(locale) }
  tools.set(locale, made)
  return made
}
