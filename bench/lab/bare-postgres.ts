import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Pool } from 'pg'

/**
 * The peer of a read on PostgreSQL: `node:http`, the hash of the API key, and one named query for the key and the row
 * together. Started with the folder of the server's socket and the schema.
 */
const [host = '', schema = ''] = process.argv.slice(2)
const pool = new Pool({ host, user: 'flow', database: 'postgres', max: 10, options: `-csearch_path=${schema}` })
const QUERY = {
  name: 'read',
  text: `select a.value, k.scopes from api_keys k join accounts a on a.workspace_id = k.workspace_id
    where k.hash = $1 and a.id = $2 and k.revoked_at is null`,
}

const server = createServer((request, response) => {
  const chunks: Buffer[] = []
  request.on('data', chunk => chunks.push(chunk))
  request.on('end', async () => {
    const key = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1] ?? ''
    const { id } = JSON.parse(Buffer.concat(chunks).toString()) as { id: string }
    const { rows } = await pool.query({ ...QUERY, values: [createHash('sha256').update(key).digest(), id] })
    const text = JSON.stringify({ found: rows[0]?.value?.toString('base64') ?? null })
    response.writeHead(rows.length > 0 ? 200 : 404, {
      'content-type': 'application/json',
      'content-length': Buffer.byteLength(text),
    })
    response.end(text)
  })
})
server.listen(0, '127.0.0.1', () => {
  process.send?.({ ready: { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` } })
})
// Whoever started us is gone, perhaps killed: nobody else would end us.
process.on('disconnect', () => process.exit())
