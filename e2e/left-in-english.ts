import type { Page } from 'playwright/test'
import { ENGLISH_PROBLEMS } from '#schema/problem-words.ts'
import type { Phrase } from '#shared/phrase.ts'
import { PASTE_INVITE_WORDS } from '#web/form/paste/paste-invite-words.ts'
import { PASTE_WORDS } from '#web/form/paste/paste-words.ts'
import { FORM_WORDS } from '#web/form/words.ts'
import { ENGLISH_ERRORS } from '#web/lib/error-messages.ts'
import { ENGLISH } from '#web/lib/messages.ts'
import { ADMINISTRATION_WORDS } from '#web/lib/words-administration.ts'
import { ENTRY_WORDS } from '#web/lib/words-entry.ts'
import { OVERSIGHT_WORDS } from '#web/lib/words-oversight.ts'
import { RECORD_WORDS } from '#web/lib/words-record.ts'
import { SIGN_IN_WORDS } from '#web/lib/words-sign-in.ts'
import { STUDIO_WORDS } from '#web/lib/words-studio.ts'
import { TRIAL_WORDS } from '#web/lib/words-trial.ts'
import { WEBHOOK_WORDS } from '#web/lib/words-webhooks.ts'
import { GERMAN } from '#web/locales/de.ts'

type Words = Readonly<Record<string, Phrase>>

const PAGE = {
  ...ENGLISH,
  ...ENTRY_WORDS,
  ...OVERSIGHT_WORDS,
  ...RECORD_WORDS,
  ...SIGN_IN_WORDS,
  ...STUDIO_WORDS,
  ...TRIAL_WORDS,
  ...WEBHOOK_WORDS,
  ...ADMINISTRATION_WORDS,
}
const PAIRS: [english: Words, german: Words][] = [
  [PAGE, GERMAN.page],
  [{ ...FORM_WORDS, ...PASTE_WORDS, ...PASTE_INVITE_WORDS }, GERMAN.form],
  [ENGLISH_PROBLEMS, GERMAN.problems],
  [ENGLISH_ERRORS, GERMAN.errors],
]

const formsOf = (phrase: Phrase) => (typeof phrase === 'string' ? [phrase] : Object.values(phrase))

/** Every English phrase of the catalogue that reads differently in German, as a pattern of a whole text. */
const PATTERNS = PAIRS.flatMap(([english, german]) =>
  Object.entries(english).flatMap(([key, phrase]) => {
    const own = new Set(formsOf(german[key] ?? ''))
    return formsOf(phrase).filter(form => !own.has(form))
  }),
).map(form => {
  const parts = form.split(/\{(\w+)\}/)
  const source = parts.map((part, i) => {
    if (i % 2 === 0) return part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
    return part === 'count' || part === 'n' ? '[\\d.,]+' : '.+'
  })
  return new RegExp(`^${source.join('')}$`)
})

/** What a person reads or hears on the page: visible texts, names and hints. Code and samples are nobody's language. */
async function textsOf(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const texts = new Set([document.title])
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_ELEMENT | NodeFilter.SHOW_TEXT)
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const element = node instanceof Element ? node : node.parentElement
      if (!element || element.closest('code, pre, textarea, script, [lang]:not(html)')) continue
      if (!element.checkVisibility()) continue
      if (node instanceof Element) {
        for (const name of ['aria-label', 'title', 'placeholder', 'alt']) texts.add(element.getAttribute(name) ?? '')
      } else texts.add(node.textContent?.trim() ?? '')
    }
    return [...texts].map(text => text.replace(/\s+/g, ' ').trim()).filter(text => text !== '')
  })
}

/** Texts on show that are still the English ones of the catalogue. */
export async function leftInEnglish(page: Page): Promise<string[]> {
  const texts = await textsOf(page)
  return texts.filter(text => PATTERNS.some(pattern => pattern.test(text)))
}

/** Nothing scrolls sideways, and no text is cut or runs out of its box. */
export async function misfits(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = []
    const page = document.documentElement
    if (page.scrollWidth > innerWidth) found.push(`the page is ${page.scrollWidth} px wide`)
    for (const element of document.body.querySelectorAll('*')) {
      if (!element.checkVisibility() || element.closest('.visually-hidden, svg, textarea, pre')) continue
      const { display, textOverflow } = getComputedStyle(element)
      const over = element.scrollWidth - element.clientWidth
      // An ellipsis stands where the whole text can be opened; a box that scrolls is reached by keys.
      const scrolls = (one: Element) => ['auto', 'scroll'].includes(getComputedStyle(one).overflowX)
      // A row of chips that scrolls reaches over the gutter on purpose.
      const meant = scrolls(element) || textOverflow === 'ellipsis' || [...element.children].some(scrolls)
      if (display === 'inline' || element.clientWidth < 2 || over <= 2 || meant) continue
      found.push(
        `${element.tagName} ${element.className} "${element.textContent?.slice(0, 40)}" is ${over} px too wide`,
      )
    }
    return found
  })
}
