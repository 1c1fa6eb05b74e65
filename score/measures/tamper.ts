import { randomBytes } from 'node:crypto'
import { openJson, type SealContext, sealJson } from '#vault/envelope.ts'
import { newDataKey, openKeyring } from '#vault/keyring.ts'
import type { Finding, Measure, Size } from '../measure.ts'

const VALUES = { quick: 20, full: 200 }
const HEAD = 1 + 16 + 12 + 16
const random = (size: number) => new Uint8Array(randomBytes(size))

export const tamper: Measure = {
  id: 'S-2',
  measure: 'altered or moved values that are opened all the same',
  target: `0: every bit of ${VALUES.full} values, short tags, other row, column, table, workspace, version, key id, hosts (quick: ${VALUES.quick})`,
  quick: true,
  run: async size => attack(size),
}

function attack(size: Size): Finding {
  const kek = random(32)
  const keyOf = (workspaceId: string, state: 'active' | 'retiring') => ({
    ...newDataKey(kek, random),
    workspaceId,
    state,
  })
  const other = keyOf('wsp_one', 'retiring')
  const rows = [keyOf('wsp_one', 'active'), other, keyOf('wsp_two', 'active')]
  const keyring = openKeyring(kek, rows)
  const accepted: string[] = []
  let tried = 0
  const attempt = (name: string, bytes: Uint8Array, place: SealContext) => {
    tried++
    try {
      openJson(keyring, bytes, place)
      accepted.push(name)
    } catch {
      // Refused, as it has to be.
    }
  }
  for (let n = 0; n < VALUES[size]; n++) {
    const place = {
      workspace: 'wsp_one',
      table: 'providers',
      row: `prv_${n}`,
      column: 'secret',
      version: 3,
      hosts: '["a"]',
    }
    const sealed = sealJson(keyring, { password: randomBytes(4 + (n % 40)).toString('hex') }, place)
    openJson(keyring, sealed, place)
    for (let bit = 0; bit < sealed.length * 8; bit++) {
      const flipped = Uint8Array.from(sealed)
      flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      attempt(`bit ${bit}`, flipped, place)
    }
    for (const [name, moved] of moves(place)) attempt(name, sealed, moved)
    for (const [name, bytes] of cuts(sealed, other.kid)) attempt(name, bytes, place)
  }
  return {
    value: `${accepted.length} of ${tried} opened`,
    ok: accepted.length === 0,
    details: [`${VALUES[size]} values`, ...[...new Set(accepted)].slice(0, 20)],
  }
}

function moves(place: SealContext): [string, SealContext][] {
  const { hosts: _hosts, ...bare } = place
  return [
    ['another row', { ...place, row: `${place.row}x` }],
    ['another column', { ...place, column: 'config' }],
    ['another table', { ...place, table: 'accounts' }],
    ['another workspace', { ...place, workspace: 'wsp_two' }],
    ['an older version', { ...place, version: place.version - 1 }],
    ['a newer version', { ...place, version: place.version + 1 }],
    ['other hosts', { ...place, hosts: '["a","b"]' }],
    ['no hosts', bare],
    ['row and column with the border moved', { ...place, row: `${place.row}s`, column: 'ecret' }],
  ]
}

function cuts(sealed: Uint8Array, otherKid: Uint8Array): [string, Uint8Array][] {
  const otherKey = Uint8Array.from(sealed)
  otherKey.set(otherKid, 1)
  const shortTags = [0, 4, 8, 12, 15].map((length): [string, Uint8Array] => {
    const head = sealed.subarray(0, HEAD - 16 + length)
    return [`a tag of ${length} bytes`, Uint8Array.from([...head, ...sealed.subarray(HEAD)])]
  })
  return [
    ['the other key of the same workspace', otherKey],
    ...shortTags,
    ['cut at the end', sealed.subarray(0, -1)],
    ['only its head', sealed.subarray(0, HEAD)],
    ['nothing', new Uint8Array()],
    ['one byte more', Uint8Array.from([...sealed, 0])],
    ['another format', Uint8Array.from([2, ...sealed.subarray(1)])],
  ]
}
