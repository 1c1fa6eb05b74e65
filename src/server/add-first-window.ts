import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { UserApp } from '#app/app.ts'
import type { ConnectorList } from '#shared/contract/connectors.ts'
import { AppError } from '#shared/errors/app-error.ts'
import { readLanguages } from './read-languages.ts'
import type { RouteTools, TypedServer } from './route-types.ts'
import { API_HEADERS, APP_HEADERS } from './security-headers.ts'
import { startWindowThread } from './window-thread.ts'

/** A person who would wait longer is better served by the page itself; the window is then ready for the next one. */
const PATIENCE_MS = 500

/**
 * Sends `/?add=…` with its window already drawn, so that nobody waits for scripts (docs/decisions/080). What cannot be
 * drawn is left to the page, which is sent as always.
 */
export function addFirstWindow(server: TypedServer, { app, config, cookies }: RouteTools): void {
  const { webRoot } = config
  const module = join(webRoot, '.server', 'first-window.js')
  if (!existsSync(module)) return
  const index = readFileSync(join(webRoot, 'index.html'), 'utf8')
  const thread = startWindowThread(pathToFileURL(module).href)
  server.addHook('onClose', () => thread.close())

  const draw = async (user: UserApp, start: string, languages: readonly string[]) => {
    const locale = languages[0] ?? 'en'
    await app.connectorsRead()
    const connectors = await user.listConnectors(locale)
    const name = formAt(connectors, start)
    if (name === undefined) return undefined
    const form = await user.getForm({ name, locale })
    return thread.draw({ index, start, languages, locale, connectors, form })
  }
  /** It holds what a person has, so it is drawn for whoever asks. Nobody has got here who may not see the page. */
  const drawFor = async (request: FastifyRequest, reply: FastifyReply, start: string) => {
    const person = config.team ? await cookies.signedIn(request, reply) : app.localPerson
    return person && draw(app.as(person.actor), start, readLanguages(request.headers['accept-language']))
  }
  server.addHook('onRequest', (request, reply, done) => {
    const start = startOf(request)
    if (start === '') return done()
    const drawn = drawFor(request, reply, start).catch(error => {
      // A name that is not there is said by the page.
      if (!(error instanceof AppError)) app.log.fault(request.id, error)
      return undefined
    })
    Promise.race([drawn, wait(PATIENCE_MS, undefined, { ref: false })]).then(html => {
      if (html === undefined) return done()
      // It holds what a person has: the first free label. So nobody keeps it.
      reply.headers({ ...APP_HEADERS, 'Cache-Control': API_HEADERS['Cache-Control'] })
      reply.type('text/html; charset=utf-8').send(html)
    }, done)
  })
}

/** Looked at for every file of the page: what is no such address is told apart at once. */
function startOf({ method, url, headers }: FastifyRequest): string {
  if (method !== 'GET' || !url.startsWith('/?') || !(headers.accept ?? '').includes('text/html')) return ''
  return new URLSearchParams(url.slice(2)).get('add') ?? ''
}

/** The type whose form is drawn first: one of that name, or the first one of the service. */
function formAt({ items }: ConnectorList, start: string): string | undefined {
  const types = items.flatMap(({ service, connectionTypes }) => connectionTypes.map(type => ({ service, type })))
  return types.find(({ service, type }) => service === start || type.name === start)?.type.name
}
