import { signInHeaders } from './security-headers.ts'

/** A small page of a sign-in: a heading, a sentence, and for the last one the script that tells the app. */
export interface SignInPage {
  heading: string
  text: string
  /** Told to whoever waits for this attempt: only "look now", never what came out. */
  result?: { attemptId: string; status: string }
  /** Something to type in elsewhere, the place to do it, and when this page looks again, in seconds. */
  device?: { code: string; href: string; again: number }
  /** A link to go on with. */
  go?: { href: string; text: string }
  /** Words of a way back for whoever came here without a window of its own. */
  wayBack?: string
  /** Of the words; English without it. */
  locale?: string
}

const STYLE = `
:root { color-scheme: light dark }
body { margin: 0; min-height: 100vh; display: grid; place-items: center; font: 1rem/1.5 system-ui, sans-serif;
  background: light-dark(#f7f7f5, #0f1012); color: light-dark(#1a1a17, #edeef0) }
main { max-width: 26rem; padding: 2rem }
h1 { margin: 0 0 .5rem; font-size: 1.25rem; line-height: 1.75rem }
strong { display: block; margin: .25rem 0 .75rem; font: 600 1.5rem/2rem ui-monospace, monospace;
  color: light-dark(#1a1a17, #edeef0) }
p { margin: 0 0 .75rem; color: light-dark(#504f4a, #b7bac1) }
a { color: light-dark(#2748c4, #9db2ff) }
`

const TELL_SCRIPT = `
const { attemptId, status } = document.body.dataset
const message = { attemptId, status }
new BroadcastChannel('oauth:' + attemptId).postMessage(message)
if (window.opener) window.opener.postMessage(message, window.location.origin)
window.close()
`

const PLAIN_HEADERS = signInHeaders({ scripts: [], styles: [STYLE] })
const TELLING_HEADERS = signInHeaders({ scripts: [TELL_SCRIPT], styles: [STYLE] })

/** The page and the headers that let exactly its own script and style run. */
export function renderSignInPage(page: SignInPage): { html: string; headers: Record<string, string> } {
  const { heading, text, result, device, go, wayBack, locale = 'en' } = page
  const again = device ? `<meta http-equiv="refresh" content="${Math.ceil(device.again)}">` : ''
  const place = device ? describePlace(device) : ''
  const data = result
    ? ` data-attempt-id="${escapeHtml(result.attemptId)}" data-status="${escapeHtml(result.status)}"`
    : ''
  const onward = go ? `<p><a href="${escapeHtml(go.href)}">${escapeHtml(go.text)}</a></p>` : ''
  const link = wayBack ? `<p><a href="/">${escapeHtml(wayBack)}</a></p>` : ''
  const script = result ? `<script>${TELL_SCRIPT}</script>` : ''
  const html = `<!doctype html>
<html lang="${escapeHtml(locale)}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">${again}
<title>${escapeHtml(heading)}</title><style>${STYLE}</style></head>
<body${data}><main><h1>${escapeHtml(heading)}</h1><p>${escapeHtml(text)}</p>${place}${onward}${link}</main>${script}</body></html>
`
  return { html, headers: result ? TELLING_HEADERS : PLAIN_HEADERS }
}

function describePlace({ code, href }: NonNullable<SignInPage['device']>): string {
  const url = escapeHtml(href)
  const link = `<p><a href="${url}" target="_blank" rel="noopener noreferrer">${url}</a></p>`
  return `<strong>${escapeHtml(code)}</strong>${link}`
}

function escapeHtml(text: string): string {
  const names: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
  return text.replace(/[&<>"']/g, letter => names[letter] ?? letter)
}
