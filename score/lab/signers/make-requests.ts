import type { SignatureMethod } from '#oauth/types.ts'
import { type Dice, makeDice } from '../verdict/make-dice.ts'
import type { SignerRequest, WrittenPair } from './signer-request.ts'

const METHODS: readonly SignatureMethod[] = [
  'HMAC-SHA1',
  'HMAC-SHA1',
  'HMAC-SHA256',
  'HMAC-SHA512',
  'RSA-SHA1',
  'PLAINTEXT',
]
const VERBS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'post'] as const
const HOSTS = [
  'example.com',
  'api.example.com',
  'EXAMPLE.com',
  'Photos.Example.NET',
  'localhost',
  '127.0.0.1',
  '[::1]',
] as const
const PORTS = ['', '', '', ':80', ':443', ':8080', ':4601'] as const
/** Every character that some signer once got wrong, and letters of one to four bytes. */
const LETTERS = [
  ...'abzAZ019-._~!*\'()&=+/?%#@:;,$[]{}|\\^`"<> ',
  'é',
  'ß',
  'ñ',
  '漢',
  '字',
  'Ж',
  '😀',
  '\t',
  '%25',
  '%2B',
]
const SEGMENT = [..."abzAZ019-._~!*'()+@:;,$&=", '%20', '%2F', '%C3%A9', '%2b', '%7E']

/** Random requests, the same for the same seed. */
export function makeRequests(count: number, seed: string): SignerRequest[] {
  return Array.from({ length: count }, (_, i) => makeRequest(makeDice(`${seed} ${i}`)))
}

function makeRequest(dice: Dice): SignerRequest {
  const method = dice.pick(VERBS)
  const hasForm = /^(?:POST|PUT|PATCH)$/i.test(method) && !dice.oneIn(3)
  const names = Array.from({ length: 3 }, () => text(dice, 1, 5))
  const pairs = (most: number) => Array.from({ length: dice.below(most + 1) }, () => pair(dice, names))
  return {
    method,
    scheme: dice.pick(['http', 'https']),
    host: dice.pick(HOSTS),
    port: dice.pick(PORTS),
    path: path(dice),
    query: pairs(4),
    form: hasForm ? pairs(4) : null,
    signatureMethod: dice.pick(METHODS),
    clientId: text(dice, 1, 12),
    clientSecret: text(dice, 1, 16),
    token: dice.oneIn(4) ? null : { token: text(dice, 1, 12), secret: text(dice, 0, 16) },
    more: dice.pick([
      null,
      ['oauth_verifier', text(dice, 1, 8)],
      ['oauth_callback', 'https://flow.example.com/a?b=c d'],
    ]),
    nonce: dice.seed().toString(16),
    timestamp: 1_000_000_000 + dice.below(1_000_000_000),
    version: !dice.oneIn(4),
    realm: dice.oneIn(3) ? 'Photos' : null,
  }
}

function text(dice: Dice, least: number, most: number): string {
  return Array.from({ length: least + dice.below(most - least + 1) }, () => dice.pick(LETTERS)).join('')
}

/** No segment of dots alone: a client folds those away before it signs. */
function path(dice: Dice): string {
  if (dice.oneIn(8)) return dice.pick(['', '/'])
  const segment = () => `s${Array.from({ length: dice.below(6) }, () => dice.pick(SEGMENT)).join('')}`
  return `/${Array.from({ length: 1 + dice.below(3) }, segment).join('/')}${dice.oneIn(5) ? '/' : ''}`
}

/** Names come from a small pot, so that some of them repeat. */
function pair(dice: Dice, names: readonly string[]): WrittenPair {
  const name = dice.oneIn(3) ? text(dice, 1, 5) : dice.pick(names)
  const value = dice.oneIn(6) ? '' : text(dice, 1, 10)
  if (value === '' && dice.oneIn(3)) return { name, value, raw: written(dice, name, '') }
  return { name, value, raw: `${written(dice, name, '')}=${written(dice, value, '=')}` }
}

/** Percent-encoded, with the freedoms that a form allows: a plus for a space, small digits, letters that need none. */
function written(dice: Dice, plain: string, bare: string): string {
  return [...plain]
    .map(letter => {
      if (letter === ' ' && dice.oneIn(2)) return '+'
      if (letter === bare && dice.oneIn(2)) return letter
      if (/[a-z]/.test(letter) && dice.oneIn(20)) return `%${letter.charCodeAt(0).toString(16)}`
      const encoded = encodeURIComponent(letter)
      return dice.oneIn(5) ? encoded.replace(/%../g, digits => digits.toLowerCase()) : encoded
    })
    .join('')
}
