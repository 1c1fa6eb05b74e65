import type { PastedValue } from './pasted.ts'
import { readParams, splitAt } from './read-address.ts'
import { readJson } from './read-json.ts'
import { splitCommand } from './split-command.ts'

/** Options that are followed by a word of their own; all others are followed by nothing we read. */
const SHORT_WITH_WORD = 'AbcCdDeEFHKmoPQrtTuUwxXyYz'
const LONG_WITH_WORD = new Set(
  (
    'abstract-unix-socket aws-sigv4 cacert capath cert cert-type ciphers config connect-timeout connect-to cookie ' +
    'cookie-jar data data-ascii data-binary data-raw data-urlencode dns-servers doh-url form form-string header ' +
    'interface json keepalive-time key key-type limit-rate local-port login-options max-filesize max-redirs max-time ' +
    'noproxy oauth2-bearer output output-dir pass pinnedpubkey preproxy proto proxy proxy-header proxy-user range ' +
    'rate referer request request-target resolve retry retry-delay retry-max-time socks4 socks4a socks5 ' +
    'socks5-hostname speed-limit speed-time stderr time-cond tls-max trace trace-ascii unix-socket upload-file url ' +
    'url-query user user-agent variable write-out'
  ).split(' '),
)
const LONG_OF_SHORT: Record<string, string> = {
  H: 'header',
  u: 'user',
  U: 'proxy-user',
  b: 'cookie',
  d: 'data',
  F: 'form',
  x: 'proxy',
  k: 'insecure',
  G: 'get',
}

/** Headers that say nothing about a connection. */
const COMMON_HEADER =
  /^(accept.*|content-.*|user-agent|host|cache-control|connection|origin|referer|sec-.*|pragma|dnt|te|expect|priority|upgrade-insecure-requests|if-.*|x-requested-with)$/i

/** What a curl line says of a connection: the address, who signs in, and what is sent along. */
export function readCurl(text: string): PastedValue[] {
  const values: PastedValue[] = []
  const words = splitCommand(text.slice(text.search(/\bcurl(\.exe)?\s/i)))
  for (let i = 1; i < words.length; i++) {
    const word = words[i] ?? ''
    const { name, inline, takes } = readOption(word)
    if (name === undefined) values.push(...readTarget(word))
    else values.push(...readValue(name, inline ?? (takes ? (words[++i] ?? '') : '')))
  }
  return values
}

function readOption(word: string): { name?: string; inline?: string; takes?: boolean } {
  if (word.startsWith('--')) {
    const name = word.slice(2)
    return { name, takes: LONG_WITH_WORD.has(name) }
  }
  if (!word.startsWith('-') || word === '-') return {}
  // `-sSu name` and `-uname`: letters up to the first that takes a word, which may stand right behind it.
  for (let i = 1; i < word.length; i++) {
    const letter = word[i] ?? ''
    const name = LONG_OF_SHORT[letter] ?? letter
    if (SHORT_WITH_WORD.includes(letter)) {
      const rest = word.slice(i + 1)
      return rest === '' ? { name, takes: true } : { name, inline: rest }
    }
    if (letter === 'k') return { name }
  }
  return { name: '' }
}

function readValue(name: string, value: string): PastedValue[] {
  if (name === 'url') return readTarget(value)
  if (name === 'header') return readHeader(value)
  if (name === 'user') return readPair(value)
  if (name === 'oauth2-bearer') return [{ names: ['token'], value, concept: 'token' }]
  if (name === 'cookie') return value.includes('=') ? [{ names: ['cookie'], value, concept: 'cookie' }] : []
  if (name === 'proxy') return [{ names: ['proxy', 'url'], value: value.includes('://') ? value : `http://${value}` }]
  if (name === 'proxy-user') return readPair(value).map(({ names, value }) => ({ names: ['proxy', ...names], value }))
  if (name === 'insecure') return INSECURE
  if (name === 'json' || /^data(-ascii|-binary|-raw)?$/.test(name)) return readBody(value)
  if (/^(data-urlencode|form|form-string|url-query)$/.test(name)) return readBody(value, true)
  return []
}

const INSECURE: PastedValue[] = [
  { names: ['insecure'], value: true, concept: 'insecure', quiet: true },
  { names: ['verify'], value: false, concept: 'verify', quiet: true },
]

/** A word that is no option: the address. The parameters behind it belong to this one call, not to the connection. */
function readTarget(word: string): PastedValue[] {
  if (!/^([a-z][a-z0-9+.-]*:\/\/\S|[\w.-]+(:\d+)?(\/|$))/i.test(word) || !/[.:]|localhost/i.test(word)) return []
  const whole = word.includes('://') ? word : `http://${word}`
  const [address = '', query = ''] = splitAt(splitAt(whole, '#')[0], '?')
  return [{ names: ['url'], value: address, concept: 'url' }, ...readBody(query).flatMap(withName('queryName'))]
}

function readHeader(line: string): PastedValue[] {
  const [name = '', rest] = splitAt(line, ':')
  const value = rest?.trim()
  if (!value || COMMON_HEADER.test(name)) return []
  if (/^cookie$/i.test(name)) return [{ names: ['cookie'], value, concept: 'cookie' }]
  if (!/^(proxy-)?authorization$/i.test(name)) return withName('headerName')({ names: [name], value })
  const [scheme = '', credentials] = splitAt(value, ' ')
  if (/^basic$/i.test(scheme) && credentials) return readBasic(credentials.trim())
  const found = /^(?:[\w-]+\s+)?(?:token=)?"?([^\s"]+)"?$/i.exec(value)
  return [{ names: ['token'], value: found?.[1] ?? value, concept: 'token' }]
}

/** RFC 7617: user and password, as base64 of UTF-8. */
function readBasic(credentials: string): PastedValue[] {
  try {
    const bytes = Uint8Array.from(atob(credentials), char => char.charCodeAt(0))
    return readPair(new TextDecoder().decode(bytes))
  } catch {
    return []
  }
}

/** `user:password`. A name with an empty password behind it is how keys are sent. */
function readPair(pair: string): PastedValue[] {
  const [user = '', password] = splitAt(pair, ':')
  if (password === '') return [{ names: ['api key'], value: user, concept: 'apiKey' }]
  const values: PastedValue[] = user === '' ? [] : [{ names: ['user'], value: user, concept: 'user' }]
  return password === undefined ? values : [...values, { names: ['password'], value: password, concept: 'password' }]
}

/** Says how a token is asked for, nothing of the connection. */
const COMMON_FIELD = /^(grant_type|response_type)$/

/** What is sent: JSON or `a=1&b=2`; as it is (`plain`) one `name=value`. The content of a file (`@name`) is not known. */
function readBody(text: string, plain = false): PastedValue[] {
  if (/^\s*[{[]/.test(text)) return readJson(text) ?? []
  const [name = '', value] = splitAt(text, '=')
  const pairs = plain ? [[name, value ?? ''] as const] : readParams(text.replaceAll('+', '%20'))
  return pairs.flatMap(([name, value]) =>
    value.startsWith('@') || name === '' || COMMON_FIELD.test(name) ? [] : [{ names: [name], value }],
  )
}

/** How a key is sent is asked by some forms, too: by the name of its header or parameter. */
function withName(concept: 'headerName' | 'queryName'): (value: PastedValue) => PastedValue[] {
  return value => [value, { names: [], value: value.names[0] ?? '', concept, quiet: true }]
}
