import type { RJSFSchema } from '@rjsf/utils'
import { renderToString } from 'react-dom/server'
import { createMemoryRouter, RouterProvider } from 'react-router'
import { matches } from '#schema/matches.ts'
import type { ConnectionForm } from '#shared/contract/forms.ts'
import type { DrawFirstWindow } from '#shared/first-window.ts'
import type { Json } from '#shared/json.ts'
import { AddConnectionDialog, findStart } from './features/connection/add-connection-dialog.tsx'
import { DATA_ID, type FirstData, WINDOW_ID } from './first-data.ts'
import { loadTheme } from './form/load-theme.ts'
import { withJudge } from './form/load-validator.ts'
import { DICTIONARIES } from './languages.ts'
import { type Languages, languagesFor } from './lib/language.ts'
import { changeSpeech } from './lib/locale.ts'
import { connectorsQuery, formQuery } from './lib/queries.ts'
import { createQueryCache, QueryCacheContext } from './lib/query-cache.ts'
import { t } from './lib/t.ts'
import { textDirection } from './lib/text-direction.ts'

/** Put in place when this file is bundled, from the manifest of the page. */
declare const FIRST_WINDOW_ASSETS: { boot: string; styles: readonly string[]; ahead: readonly string[] }

/** Characters of JSON. More is drawn faster by many browsers than by one server, and seldom needed at once. */
const MOST = 120_000
const ENTRY = /\s*<script type="module"[^>]* src="([^"]+)"><\/script>/
const PRELOADS = /\s*<link rel="modulepreload"[^>]*>/g

/**
 * The window of "Add connection" with the form in it, as the page itself would draw it first, so that a person can type
 * before any script has come. It runs in our server.
 */
export const drawFirstWindow: DrawFirstWindow = async ({
  index,
  start,
  languages: wanted,
  locale,
  connectors,
  form,
}) => {
  const languages = languagesFor('system', wanted)
  const entry = ENTRY.exec(index)?.[1]
  const { validator } = form.form
  if (languages.locale !== locale || entry === undefined || validator === null) return undefined
  const data: FirstData = {
    entry,
    ahead: [...FIRST_WINDOW_ASSETS.ahead, validator.url],
    wanted,
    languages,
    connectors,
    form,
  }
  const json = asScriptText(data)
  if (json.length > MOST) return undefined
  const { language, words } = languages
  const dictionary = language === 'en' ? undefined : await DICTIONARIES[language]()
  await loadTheme(form.form)
  // From here on nothing waits: the words are those of the whole module.
  changeSpeech({ locale, words, ...(dictionary ? { dictionary } : {}) })
  const { choice } = findStart(connectors.items, start) ?? {}
  if (choice?.key !== form.type || choice.kind !== 'connection') return undefined
  return putInto(index, { window: drawWindow(start, data), json, languages })
}

function drawWindow(start: string, { connectors, form }: FirstData): string {
  const cache = createQueryCache()
  cache.give(connectorsQuery, connectors)
  cache.give(formQuery(form.type), form)
  const window = (
    <AddConnectionDialog start={start} verb="save" onSaved={nothing} onSignIn={nothing} onClose={nothing} />
  )
  // The window asks the address of the page before it is left.
  const router = createMemoryRouter([{ path: '*', element: window }])
  const page = (
    <QueryCacheContext value={cache}>
      <RouterProvider router={router} />
    </QueryCacheContext>
  )
  const html = withJudge(judgeByMeaning(form), () => renderToString(page))
  router.dispose()
  return (
    html
      // No script has opened it yet.
      .replace('<dialog ', '<dialog open="" ')
      // Who has begun to type keeps the focus.
      .replaceAll(' autofocus=""', '')
      // As attributes our own policy would refuse them.
      .replaceAll(' style="', ' data-style="')
  )
}

/** Chooses branches as the validator of the form does. Nothing is told as wrong before somebody has typed. */
function judgeByMeaning({ form }: ConnectionForm) {
  const none = { errors: [], errorSchema: {} }
  return {
    hash: form.validator?.hash ?? '',
    schema: form.schema as RJSFSchema,
    validator: {
      isValid: (part: unknown, data: unknown) => matches(part as Json, data as Json),
      validateFormData: () => none,
      rawValidation: () => ({ errors: [] }),
    },
  }
}

interface Drawn {
  window: string
  json: string
  languages: Languages
}

function putInto(index: string, { window, json, languages: { locale, words } }: Drawn): string {
  const direction = textDirection(locale)
  const foreign = textDirection(words) === direction ? '' : ' class="foreign-words"'
  const styles = FIRST_WINDOW_ASSETS.styles.filter(path => !index.includes(path))
  const links = styles.map(path => `<link rel="stylesheet" crossorigin href="${path}">`).join('')
  // A frame with half of the window would cost as much as one with all of it.
  const whole = `<link rel="expect" href="#${DATA_ID}" blocking="render">`
  const first = `<div id="${WINDOW_ID}" data-lost="${escapeAttribute(t('offline'))}">${window}</div>`
  const parts = `${first}<script id="${DATA_ID}" type="application/json">${json}</script><script src="${FIRST_WINDOW_ASSETS.boot}"></script>`
  // Functions, since a text of a connector may hold what stands for something in a replacement.
  return index
    .replace(ENTRY, '')
    .replaceAll(PRELOADS, '')
    .replace('<html lang="en">', () => `<html lang="${words}" dir="${direction}"${foreign}>`)
    .replace('</head>', () => `${links}${whole}</head>`)
    .replace('<div id="root"></div>', () => `<div id="root"></div>${parts}`)
}

/** No text of a connector ends the element it stands in, or begins a comment in it. */
function asScriptText(data: FirstData): string {
  return JSON.stringify(data).replaceAll('<', '\\u003c')
}

function escapeAttribute(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('"', '&quot;')
}

function nothing(): void {}
