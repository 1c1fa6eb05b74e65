/** An English sentence of the server with `{name}` places, and its translation. */
export type SentencePair = readonly [english: string, translated: string]

interface Known {
  form: RegExp
  translated: string
}

/**
 * Makes a translator for what the server says in English. A text is translated whole or, where every sentence of it is
 * known, sentence by sentence; never in part, so that two languages do not mix. The first pair that fits counts.
 */
export function translateSentences(pairs: readonly SentencePair[]): (text: string) => string | undefined {
  const known: Known[] = pairs.map(([english, translated]) => ({ form: formOf(english), translated }))
  const single = (text: string): string | undefined => {
    for (const { form, translated } of known) {
      const places = form.exec(text)
      if (!places) continue
      const { rest, ...others } = { ...places.groups }
      const params: Record<string, string | undefined> =
        rest === undefined ? others : { ...others, rest: translate(rest) ?? rest }
      return translated.replace(/\{(\w+)\}/g, (place, name: string) => params[name] ?? place)
    }
    return undefined
  }
  const translate = (text: string): string | undefined => {
    const whole = single(text)
    if (whole !== undefined) return whole
    const sentences = text.split(/(?<=[.:]) (?=\p{Lu})/u)
    if (sentences.length === 1) return undefined
    const each = sentences.map(single)
    return each.some(sentence => sentence === undefined) ? undefined : each.join(' ')
  }
  return translate
}

/** `{rest}` and `{said}` hold sentences, `{n}` and `{status}` a number, every other place a part of one sentence. */
const PLACES: Readonly<Record<string, string>> = { rest: '.+', said: '.+', n: '\\d+', status: '\\d+' }
const PART = '(?:(?![.:] \\p{Lu}).)+?'

function formOf(english: string): RegExp {
  const parts = english.split(/\{(\w+)\}/)
  const source = parts.map((part, i) =>
    i % 2 === 1 ? `(?<${part}>${PLACES[part] ?? PART})` : part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'),
  )
  return new RegExp(`^${source.join('')}$`, 'su')
}
