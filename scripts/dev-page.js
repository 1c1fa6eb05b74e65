// The page with hot reload; calls go on to the server under its own name, so that its host check stays strict.
import { createServer } from 'vite'

const target = process.env.FLOW_APP_URL
const proxy = Object.fromEntries(
  ['/api', '/oauth', '/validators'].map(path => [path, { target, changeOrigin: true, headers: { origin: target } }]),
)
const server = await createServer({ server: { host: 'localhost', proxy } })
await server.listen()
process.stdin.resume().on('end', () => process.exit(0))
process.send?.({ ready: { url: server.resolvedUrls?.local[0] } })
