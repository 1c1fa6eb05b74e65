import type { CompletedConnect, ConnectView } from '#shared/contract/connect.ts'
import { callApi } from './api.ts'

/** Tokens of the look that a host may set, and what it may set them to. */
const LOOK = ['accent', 'canvas', 'surface', 'text', 'line'] as const
const COLOUR = /^#[0-9a-f]{6}$/i

let opened: Promise<ConnectView> | undefined

/**
 * What this window is for. The first time it trades the token of the address for a cookie, and takes the token out of
 * the address; later, and after a reload, the cookie answers.
 */
export function openConnectWindow(): Promise<ConnectView> {
  opened ??= open()
  return opened
}

async function open(): Promise<ConnectView> {
  const told = new URLSearchParams(location.hash.slice(1))
  const token = told.get('token')
  if (token === null) return callApi<ConnectView>('GET', '/api/page/connect/session')
  history.replaceState(history.state, '', location.pathname + location.search)
  wear(told)
  return callApi<ConnectView>('POST', '/api/page/connect/open', { body: { token } })
}

/** The host's colours: names and values of a short list, or nothing. */
function wear(told: URLSearchParams): void {
  const { style, dataset } = document.documentElement
  const theme = told.get('theme')
  if (theme === 'light' || theme === 'dark') dataset['theme'] = theme
  for (const name of LOOK) {
    const colour = told.get(name) ?? ''
    if (COLOUR.test(colour)) style.setProperty(`--${name}`, colour)
  }
}

/** Ends the window: its code goes to the one origin that may hear it, or back to the host's address. */
export async function completeConnect(accountId: string): Promise<void> {
  const done = await callApi<CompletedConnect>('POST', '/api/page/connect/complete', { body: { accountId } })
  const { origin, code, returnUrl } = done
  const host = hostWindow()
  if (host) {
    host.postMessage({ type: 'flow-connect', code }, origin)
    window.close()
  } else if (returnUrl) {
    location.replace(returnUrl)
  }
}

/** The person closed it: nothing is told but that. */
export function cancelConnect(origin: string): void {
  hostWindow()?.postMessage({ type: 'flow-connect', closed: true }, origin)
  window.close()
}

function hostWindow(): Window | null {
  return window.opener ?? (window.parent === window ? null : window.parent)
}
