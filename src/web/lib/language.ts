import type { Dictionary } from './dictionary.ts'
import { changeSpeech } from './locale.ts'
import { textDirection } from './text-direction.ts'

/** The languages the page speaks, by their own names. */
export const LANGUAGES = { en: 'English', de: 'Deutsch' } as const

type LanguageTag = keyof typeof LANGUAGES
export type LanguageChoice = 'system' | LanguageTag
/** Every language but English is fetched when somebody wants it. */
export type DictionaryLoaders = Readonly<Record<Exclude<LanguageTag, 'en'>, () => Promise<Dictionary>>>

export interface Languages {
  /** What connector texts are asked for in. */
  locale: string
  /** Locale of the page's own words. */
  words: string
  language: LanguageTag
}

const KEY = 'flow-language'
let choice: LanguageChoice = 'system'
let loaders: DictionaryLoaders | undefined
/** Only the latest wish counts when languages come in another order than they were wished for. */
let wishes = 0

/**
 * Speaks the language of the person before anything is drawn. English is there at once; another one is fetched first,
 * and English stands in for it when it cannot be. A choice made in another tab, or in the system, is followed.
 */
export function startLanguage(given: DictionaryLoaders, draw: () => void): void {
  loaders = given
  const follow = () => speak(storedChoice())?.catch(() => undefined)
  addEventListener('storage', event => {
    if (event.key === KEY || event.key === null) void follow()
  })
  addEventListener('languagechange', () => void follow())
  const started = follow()
  if (started) void started.then(draw)
  else draw()
}

/** Keeps the choice and speaks it. Rejects, and changes nothing, when the language cannot be fetched. */
export async function setLanguage(wanted: LanguageChoice): Promise<void> {
  await speak(wanted)
  try {
    localStorage.setItem(KEY, wanted)
  } catch {
    // Storage may be shut off: the choice then lasts until the page is left.
  }
}

export function chosenLanguage(): LanguageChoice {
  return choice
}

/** What was chosen on this device. */
export function storedChoice(): LanguageChoice {
  try {
    const stored = localStorage.getItem(KEY) ?? ''
    return Object.hasOwn(LANGUAGES, stored) ? (stored as LanguageTag) : 'system'
  } catch {
    return 'system'
  }
}

/**
 * A chosen language keeps the region the browser asks for (`de-AT`). Without a choice, connectors speak the browser's
 * first language, whatever it is, and the page the first one it knows.
 */
export function languagesFor(wanted: LanguageChoice, browser: readonly string[]): Languages {
  const preferred = browser.filter(isLocale)
  if (wanted !== 'system') {
    const words = preferred.find(each => tagOf(each) === wanted) ?? wanted
    return { locale: words, words, language: wanted }
  }
  const words = preferred.find(each => tagOf(each)) ?? 'en'
  return { locale: preferred[0] ?? 'en', words, language: tagOf(words) ?? 'en' }
}

/** Nothing to wait for when the language is English. */
function speak(wanted: LanguageChoice): Promise<void> | undefined {
  const { locale, words, language } = languagesFor(wanted, navigator.languages)
  const wish = ++wishes
  const begin = (dictionary?: Dictionary) => {
    if (wish !== wishes) return
    choice = wanted
    const page = document.documentElement
    page.lang = words
    page.dir = textDirection(locale)
    // English words on a page that runs from right to left keep their own direction: `base.css`.
    page.classList.toggle('foreign-words', textDirection(words) !== page.dir)
    changeSpeech({ locale, words, ...(dictionary ? { dictionary } : {}) })
  }
  if (language !== 'en' && loaders) return loaders[language]().then(begin)
  begin()
  return undefined
}

function tagOf(locale: string): LanguageTag | undefined {
  const tag = locale.toLowerCase().split('-')[0] ?? ''
  return Object.hasOwn(LANGUAGES, tag) ? (tag as LanguageTag) : undefined
}

/** What `Intl` and our server take: some systems report `en-US@posix`. */
function isLocale(text: string): boolean {
  if (!/^[a-z]{2,8}(-[a-z0-9]{1,8}){0,4}$/i.test(text)) return false
  try {
    return Intl.getCanonicalLocales(text).length === 1
  } catch {
    return false
  }
}
