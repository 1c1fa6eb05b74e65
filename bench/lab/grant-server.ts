import { createCipheriv, randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { DatabaseSync } from 'node:sqlite'
import grant from 'grant'

/**
 * The peer of a complete login: the package `grant` on `node:http`, with PKCE and state. Its tokens are sealed and
 * stored as durably as ours before the browser is answered; with `plain` they are only handed back.
 * Started with a mode, a database file, the address of the authorization server, and the client's secret.
 */
const [mode = '', file = '', provider = '', secret = ''] = process.argv.slice(2)
const dataKey = randomBytes(32)

const database = new DatabaseSync(file)
database.exec(`pragma journal_mode = wal; pragma synchronous = full;
  create table logins (id integer primary key, value blob not null, created_at integer not null) strict`)
const insert = database.prepare('insert into logins (value, created_at) values (?, ?)')

function store(tokens: unknown): void {
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', dataKey, iv, { authTagLength: 16 })
  const body = Buffer.concat([cipher.update(JSON.stringify(tokens)), cipher.final()])
  insert.run(Buffer.concat([iv, cipher.getAuthTag(), body]), Date.now())
}

const server = createServer()
server.listen(0, '127.0.0.1', () => {
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const handle = grant.node({
    config: {
      defaults: { origin, transport: 'state', state: true, pkce: true },
      lab: {
        authorize_url: `${provider}/authorize`,
        access_url: `${provider}/token`,
        oauth: 2,
        key: 'lab',
        secret,
        scope: ['read'],
      },
    },
    session: { secret: 'bench' },
  })
  server.on('request', (request, response) => {
    void handle(request, response).then(({ redirect, response: tokens }) => {
      if (redirect) return
      const isGood = typeof tokens?.access_token === 'string'
      if (isGood && mode !== 'plain') store(tokens)
      response.writeHead(isGood ? 200 : 500).end(isGood ? 'stored' : JSON.stringify(tokens))
    })
  })
  process.send?.({ ready: { url: origin } })
})
// Whoever started us is gone, perhaps killed: nobody else would end us.
process.on('disconnect', () => process.exit())
