import { createHash } from 'node:crypto'

/** What every answer carries (security.md §5.1). */
const COMMON = {
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'X-Frame-Options': 'DENY',
  'Cross-Origin-Resource-Policy': 'same-origin',
}

const PERMISSIONS = [
  'accelerometer',
  'autoplay',
  'camera',
  'clipboard-read',
  'display-capture',
  'encrypted-media',
  'fullscreen',
  'geolocation',
  'gyroscope',
  'hid',
  'idle-detection',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'picture-in-picture',
  'publickey-credentials-get',
  'screen-wake-lock',
  'serial',
  'usb',
  'xr-spatial-tracking',
]
  .map(feature => `${feature}=()`)
  .join(', ')

const APP_CSP = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "object-src 'none'",
  "frame-src 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
].join('; ')

/** For the page and everything it loads. */
export const APP_HEADERS: Readonly<Record<string, string>> = {
  ...COMMON,
  'Permissions-Policy': PERMISSIONS,
  'Content-Security-Policy': APP_CSP,
  'Cross-Origin-Opener-Policy': 'same-origin-allow-popups',
}

/** For the script that a host's page loads from here (security.md §6.5); modules are fetched with CORS. */
export const EMBED_HEADERS: Readonly<Record<string, string>> = {
  ...COMMON,
  'Cross-Origin-Resource-Policy': 'cross-origin',
  'Access-Control-Allow-Origin': '*',
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
}

/**
 * For the window of a connect session: the page that opened it keeps its hold of the window (security.md §5.1), and
 * the frames that an administrator named may show it.
 */
export function connectHeaders(frames: readonly string[]): Record<string, string> {
  const opener = { 'Cross-Origin-Opener-Policy': 'unsafe-none' }
  if (frames.length === 0) return { ...APP_HEADERS, ...opener }
  const { 'X-Frame-Options': _refused, ...kept } = APP_HEADERS
  const policy = APP_CSP.replace("frame-ancestors 'none'", `frame-ancestors ${frames.join(' ')}`)
  return { ...kept, ...opener, 'Content-Security-Policy': policy }
}

/** For API answers: nobody keeps them, and where one is opened as a page it can do nothing at all. */
export const API_HEADERS: Readonly<Record<string, string>> = {
  ...COMMON,
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'",
  'Cache-Control': 'no-store',
}

interface InlineParts {
  scripts: readonly string[]
  styles: readonly string[]
}

/** For the small pages of a sign-in: only these very texts run, and the opener keeps its hold of the window. */
export function signInHeaders({ scripts, styles }: InlineParts): Record<string, string> {
  const list = (texts: readonly string[]) => texts.map(text => `'sha256-${hashOf(text)}'`).join(' ') || "'none'"
  return {
    ...COMMON,
    'Permissions-Policy': PERMISSIONS,
    'Content-Security-Policy': [
      "default-src 'none'",
      `script-src ${list(scripts)}`,
      `style-src ${list(styles)}`,
      "base-uri 'none'",
      "form-action 'none'",
      "frame-ancestors 'none'",
    ].join('; '),
    'Cross-Origin-Opener-Policy': 'unsafe-none',
    'Cache-Control': 'no-store',
  }
}

function hashOf(text: string): string {
  return createHash('sha256').update(text).digest('base64')
}
