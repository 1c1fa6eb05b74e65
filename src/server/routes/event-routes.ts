import type { PageTools, TypedServer } from '../route-types.ts'
import { API_HEADERS } from '../security-headers.ts'

/** Keeps proxies and browsers from taking a quiet line for a dead one. */
const BEAT_MS = 20_000

/** Server-sent events: the name of an event says what to fetch again, and nothing else travels. */
export function addEventRoutes(server: TypedServer, { app, isStillHere }: PageTools): void {
  const open = new Set<() => void>()
  server.addHook('preClose', async () => {
    for (const end of open) end()
  })
  server.get('/api/page/events', (request, reply) => {
    reply.hijack()
    const { raw } = reply
    raw.writeHead(200, { ...API_HEADERS, 'Content-Type': 'text/event-stream', 'X-Accel-Buffering': 'no' })
    raw.write(': open\n\n')
    const unsubscribe = app.subscribe(event => raw.write(`event: ${event}\ndata: {}\n\n`))
    const beat = setInterval(() => {
      raw.write(': beat\n\n')
      // Whoever is signed out hears nothing more. A line that cannot be checked is opened anew by the page.
      isStillHere(request).then(
        alive => alive || end(),
        () => end(),
      )
    }, BEAT_MS)
    const end = () => {
      open.delete(end)
      clearInterval(beat)
      unsubscribe()
      raw.end()
    }
    open.add(end)
    request.raw.once('close', end)
    raw.once('error', end)
  })
}
