import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { DatabaseSync } from 'node:sqlite'

/**
 * The peer of the credentials route: `node:http` and nothing else, doing what cannot be left out: hash the API key,
 * look it up, read the row, decrypt it. Started with a database file, the handle as JSON and the API keys; with
 * `plain` before them it only answers.
 */
const [mode = '', file = '', handle = '', ...apiKeys] = process.argv.slice(2)
const dataKey = randomBytes(32)
const place = Buffer.from('v1 wsp accounts con_bare value 1')

const database = new DatabaseSync(file)
database.exec(`pragma journal_mode = wal;
  create table keys (hash blob primary key, scopes text not null, expires_at integer, revoked_at integer) strict;
  create table rows (id text primary key, owner text not null, value blob not null) strict`)
const addKey = database.prepare('insert into keys values (?, ?, null, null)')
for (const key of apiKeys) addKey.run(createHash('sha256').update(key).digest(), '["credentials:read"]')
database.prepare('insert into rows values (?, ?, ?)').run('con_bare', 'usr_bare', seal(handle))

const findKey = database.prepare('select * from keys where hash = ?')
const findRow = database.prepare('select * from rows where id = ?')

function seal(text: string): Uint8Array {
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', dataKey, iv, { authTagLength: 16 })
  cipher.setAAD(place)
  const body = Buffer.concat([cipher.update(text), cipher.final()])
  return Buffer.concat([iv, cipher.getAuthTag(), body])
}

function open(bytes: Uint8Array): unknown {
  const decipher = createDecipheriv('aes-256-gcm', dataKey, bytes.subarray(0, 12), { authTagLength: 16 })
  decipher.setAAD(place)
  decipher.setAuthTag(bytes.subarray(12, 28))
  return JSON.parse(Buffer.concat([decipher.update(bytes.subarray(28)), decipher.final()]).toString())
}

const envelope = {
  kind: 'connection',
  expiresAt: null,
  credVersion: 1,
  auth: { scope: null, params: {}, account: null },
}
const fixed = JSON.stringify({ ...envelope, value: JSON.parse(handle) })

function answer(request: IncomingMessage, body: string): string | undefined {
  if (mode === 'plain') return fixed
  const key = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1] ?? ''
  if (!findKey.get(createHash('sha256').update(key).digest())) return undefined
  const row = findRow.get(String(JSON.parse(body).id))
  const value = row?.['value']
  if (!(value instanceof Uint8Array)) return undefined
  return JSON.stringify({ ...envelope, value: open(value) })
}

const server = createServer((request, response) => {
  const chunks: Buffer[] = []
  request.on('data', chunk => chunks.push(chunk))
  request.on('end', () => {
    const found = answer(request, Buffer.concat(chunks).toString())
    const text = found ?? '{}'
    // Without its length the body would go out in chunks, which costs more.
    response.writeHead(found === undefined ? 401 : 200, {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(text),
      'cache-control': 'no-store',
    })
    response.end(text)
  })
})
server.listen(0, '127.0.0.1', () => {
  process.send?.({ ready: { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` } })
})
// Whoever started us is gone, perhaps killed: nobody else would end us.
process.on('disconnect', () => process.exit())
