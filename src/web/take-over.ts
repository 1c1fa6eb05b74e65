import './styles/first-window.css'
import { flushSync } from 'react-dom'
import { routerReady } from './app.tsx'
import { carryOver } from './carry-over.ts'
import { LateAddConnection } from './features/connection/late-add-connection.ts'
import type { FirstData } from './first-data.ts'
import { loadTheme } from './form/load-theme.ts'
import { loadValidator } from './form/load-validator.ts'
import { connectorsQuery, formQuery } from './lib/queries.ts'
import { pageCache } from './page-cache.ts'
// The page that is drawn.
import './pages/accounts-page.tsx'

/**
 * Draws the page in one go, with all that the window of the server needs, and puts it in that window's place: with what
 * was typed until then, the focus, and the button that was pressed.
 */
export async function takeOver(window: HTMLElement, { connectors, form }: FirstData, draw: () => void): Promise<void> {
  pageCache.give(connectorsQuery, connectors)
  pageCache.give(formQuery(form.type), form)
  const { validator, schema } = form.form
  // What cannot be fetched is said by the page itself.
  await Promise.allSettled([
    routerReady(),
    LateAddConnection.fetch(),
    validator && loadValidator(validator, schema),
    loadTheme(form.form),
  ])
  await untilComposed(window)
  const active = document.activeElement
  flushSync(draw)
  const drawn = document.querySelector<HTMLDialogElement>('#root .dialog')
  for (const entrance of drawn?.getAnimations() ?? []) entrance.finish()
  const place = drawn?.parentElement
  if (!drawn || !place) return window.remove()
  const carry = () => {
    if (!drawn.querySelector('.fc-form')) return false
    carryOver({ from: window, to: drawn, active })
    return true
  }
  if (carry()) return window.remove()
  window.remove()
  // The form may come later, for example when its validator is fetched at the second try.
  const observer = new MutationObserver(() => {
    if (!drawn.isConnected || carry()) observer.disconnect()
  })
  observer.observe(drawn, { childList: true, subtree: true })
}

/** A letter that is being made of several keys would be lost with its box. */
function untilComposed(window: HTMLElement): Promise<unknown> | undefined {
  if (window.dataset['composing'] === undefined) return undefined
  return new Promise(resolve => window.addEventListener('compositionend', resolve, { once: true }))
}
