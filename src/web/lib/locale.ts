import type { ProblemLanguage } from '#schema/problem-words.ts'
import type { Dictionary } from './dictionary.ts'

/** What the page speaks now. Every change makes a new object. */
export interface Speech {
  /** Connector texts are asked for in this one; the page may have no words of its own in it. */
  readonly locale: string
  /** Locale of the page's own words, and of its dates, numbers and plurals. */
  readonly words: string
  /** Absent for English, which the code brings along. */
  readonly dictionary?: Dictionary
}

let spoken: Speech = { locale: 'en', words: 'en' }
const listeners = new Set<() => void>()

export function speech(): Speech {
  return spoken
}

/** Speaks differently from now on, and tells who listens. */
export function changeSpeech(next: Speech): void {
  spoken = next
  for (const listener of [...listeners]) listener()
}

export function onSpeech(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** The language to ask connector texts in. */
export function pageLocale(): string {
  return spoken.locale
}

/** The language of the page's own words, dates and numbers. */
export function wordsLocale(): string {
  return spoken.words
}

/** How problems are told; undefined: in English. */
export function problemLanguage(): ProblemLanguage | undefined {
  return spoken.dictionary && { locale: spoken.words, phrases: spoken.dictionary.problems }
}

/** Asks an address of our server in the language of the page. */
export function withLocale(path: string): string {
  return `${path}${path.includes('?') ? '&' : '?'}locale=${encodeURIComponent(pageLocale())}`
}
