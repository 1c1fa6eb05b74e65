import { isObject, type Json, own } from '#shared/json.ts'
import type { Caps } from './caps.ts'
import { type Draft, isHidden, member, textKey, typeOf, type Words } from './draft.ts'
import { mapDraft, type Place } from './map-draft.ts'
import type { Report } from './report.ts'
import type { TextBundles } from './types.ts'
import { wordsOfKey } from './words-of-key.ts'

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
function lookUpText(text: string, texts: TextBundles): string | undefined {
  const key = text.slice(text.indexOf(':') + 1)
  for (const language of texts.chain) {
    const bundle = Object.hasOwn(texts.bundles, language) ? texts.bundles[language] : undefined
    const found = bundle && Object.hasOwn(bundle, key) ? bundle[key] : undefined
    if (typeof found === 'string') return found
  }
  return undefined
}

interface Speaking {
  texts: TextBundles
  caps: Caps
  report: Report
}

/** Phase 4: every text in the language asked for; a field without title gets one from its name. */
export function speak(draft: Draft, texts: TextBundles, caps: Caps, report: Report): Draft {
  const speaking: Speaking = { texts, caps, report }
  return mapDraft(draft, (part, place) => ({ ...part, words: wordsOf(part, place, speaking) }))
}

function wordsOf(draft: Draft, place: Place, speaking: Speaking): Words {
  const first = (...keys: (string | [string, string])[]) => firstText(draft, keys, speaking)
  const words: Words = {}
  set(words, 'title', first('title', 'ui:title') ?? madeTitle(draft, place, speaking))
  set(words, 'description', first('description', 'ui:description', 'hint', 'notice'))
  set(words, 'help', first('ui:help', ...(textKey(draft, 'description') ? ['hint', 'notice'] : [])))
  set(words, 'info', first(['options', 'infoText'], 'infoText'))
  set(words, 'prefix', first('prefix'))
  set(words, 'suffix', first('suffix'))
  set(words, 'placeholder', first('placeholder', 'ui:placeholder') ?? placeholderOf(draft, speaking))
  const names = own(draft.keys, 'enumNames')
  const values = own(draft.keys, 'enum')
  if (Array.isArray(names) && Array.isArray(values)) {
    words.enumNames = values.map((value, i) => say(draft, 'enumNames', names[i], speaking) ?? String(value))
  }
  const warnings = textMap(draft, 'warnings', own(draft.keys, 'warnings'), speaking)
  if (warnings) words.warnings = warnings
  const messages = messagesOf(draft, speaking)
  if (messages) words.messages = messages
  const link = [own(draft.keys, 'documentationUrl'), own(draft.keys, 'doc_section')].find(isWebAddress)
  if (link !== undefined) words.docUrl = link
  return words
}

type WordKey = 'title' | 'description' | 'help' | 'info' | 'placeholder' | 'prefix' | 'suffix'

function set(words: Words, key: WordKey, text: string | undefined): void {
  if (text !== undefined && text !== '') words[key] = text
}

function madeTitle(draft: Draft, place: Place, { report }: Speaking): string | undefined {
  if (place.kind !== 'property') return undefined
  if (!isHidden(draft) && !draft.refines) {
    const message = 'The title is missing; words made from the name are shown.'
    report.warning('missing-title', draft.at, message, 'Write a "title".')
  }
  return wordsOfKey(place.name) || place.name
}

/** Examples stand in as placeholder, but never on a secret: that is decided where widgets are chosen. */
function placeholderOf(draft: Draft, speaking: Speaking): string | undefined {
  const attributes = member(draft, 'options', 'inputAttributes')
  const examples = own(draft.keys, 'examples')
  const candidates: [string, Json | undefined][] = [
    ['options/inputAttributes/placeholder', isObject(attributes) ? own(attributes, 'placeholder') : undefined],
    ['examples/0', Array.isArray(examples) ? examples[0] : undefined],
    ['example', own(draft.keys, 'example')],
    ['placeholder_option_text', own(draft.keys, 'placeholder_option_text')],
  ]
  for (const [key, value] of candidates) {
    const text = say(draft, key, typeof value === 'number' ? String(value) : value, speaking)
    if (text) return text
  }
  return undefined
}

function messagesOf(draft: Draft, speaking: Speaking): Record<string, string> | undefined {
  const patternWords = ['pattern_descriptor', 'patternmessage', 'errorMessage']
    .map(key => say(draft, key, own(draft.keys, key) ?? member(draft, 'options', key), speaking))
    .find(text => text)
  const given = [own(draft.keys, 'errorMessage'), member(draft, 'options', 'error_messages')].find(isObject)
  const byLanguage = isObject(given) ? own(given, speaking.texts.chain[0] ?? 'en') : undefined
  const map = textMap(draft, 'errorMessage', isObject(byLanguage) ? byLanguage : given, speaking)
  if (!patternWords) return map
  return { ...map, pattern: patternWords }
}

function textMap(
  draft: Draft,
  key: string,
  value: Json | undefined,
  speaking: Speaking,
): Record<string, string> | undefined {
  if (!isObject(value)) return undefined
  const entries = Object.entries(value).flatMap(([name, text]) => {
    const said = say(draft, key, text, speaking)
    return said && name !== '__proto__' ? [[name, said] as const] : []
  })
  return entries.length > 0 ? Object.fromEntries(entries) : undefined
}

function firstText(draft: Draft, keys: (string | [string, string])[], speaking: Speaking): string | undefined {
  for (const key of keys) {
    const value = typeof key === 'string' ? own(draft.keys, key) : member(draft, key[0], key[1])
    const text = say(draft, typeof key === 'string' ? key : key.join('/'), value, speaking)
    if (text) return text
  }
  return undefined
}

/** The words of one text, cut to what one text may be. */
function say(draft: Draft, key: string, value: Json | undefined, speaking: Speaking): string | undefined {
  if (typeof value !== 'string') return undefined
  const { texts, caps, report } = speaking
  if (isTextKey(value, texts.service) && lookUpText(value, texts) === undefined) {
    const message = 'No locale file has this text; words made from its key are shown.'
    report.warning('missing-text', `${draft.at}/${key}`, message, 'Add the key to locales/en.json.')
  }
  return resolveText(value, texts).slice(0, caps.text)
}

const MAX_ADDRESS = 2_000

function isWebAddress(value: Json | undefined): value is string {
  return typeof value === 'string' && value.length <= MAX_ADDRESS && /^https?:\/\/[^\s/]\S*$/i.test(value)
}

/** The title in a form that no language changes: as written, or in English. For guesses by name. */
export function plainTitle(draft: Draft, texts: TextBundles): string {
  const title = textKey(draft, 'title') ?? ''
  return resolveText(title, { ...texts, chain: ['en'] })
}

/** The kinds of field whose name may tell what they hold. */
export function isTextOrNumber(draft: Draft): boolean {
  return ['string', 'number', 'integer'].includes(typeOf(draft) ?? '')
}
