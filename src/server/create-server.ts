import { randomBytes } from 'node:crypto'
import cookie from '@fastify/cookie'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import fastify, { type FastifyRequest } from 'fastify'
import type { App } from '#app/app.ts'
import type { Config } from '#config/config.ts'
import { addFirstWindow } from './add-first-window.ts'
import { addPageRoutes } from './add-page-routes.ts'
import { addSignInGate } from './add-sign-in-gate.ts'
import { addStaticPage } from './add-static-page.ts'
import { addV1Routes } from './add-v1-routes.ts'
import { callerAddress, makeTrust } from './caller-address.ts'
import { checkBody } from './check-body.ts'
import { makeHostHook } from './check-host.ts'
import { compileWhenUsed } from './compile-when-used.ts'
import { answerReadsFirst } from './direct-reads.ts'
import { keepHttps } from './keep-https.ts'
import { makeSessionCookies } from './page-session.ts'
import { answerProblems, sendProblem, translateError } from './problem-replies.ts'
import type { Access, TypedServer } from './route-types.ts'
import { addHealthRoutes } from './routes/health-routes.ts'
import { addValidatorRoutes } from './routes/validator-routes.ts'

/** Bytes of a body: a form's values, or a preview whose quotes are escaped. */
const BODY_LIMIT = 1_048_576

/** One line of what is served. */
export interface ServedRoute {
  method: string
  url: string
  /** Of routes of the page: who may call it, where that is not every user. */
  access: Access | undefined
}

/** Every route over one composed app, each told to `onRoute`. The caller listens, and closes server and app. */
export async function createServer(
  app: App,
  config: Config,
  onRoute?: (route: ServedRoute) => void,
): Promise<TypedServer> {
  const start = randomBytes(6).toString('base64url')
  let count = 0
  const nextId = () => `${start}-${(count++).toString(36)}`
  const trusts = makeTrust(config)
  const server = fastify({
    logger: false,
    bodyLimit: BODY_LIMIT,
    genReqId: nextId,
    requestIdHeader: false,
    trustProxy: trusts,
    // A GET that is used up, such as the start of a sign-in, must not be used up by a HEAD.
    exposeHeadRoutes: false,
    routerOptions: { maxParamLength: 250 },
    // What the router itself refuses comes by no error handler.
    frameworkErrors: (error, request, reply) => {
      sendProblem(request, reply, translateError(error) ?? error)
    },
    forceCloseConnections: true,
    // As own names they do no harm; the judge of values refuses them and says where.
    onProtoPoisoning: 'ignore',
    onConstructorPoisoning: 'ignore',
  }).withTypeProvider<TypeBoxTypeProvider>()
  // A form's values are judged by the form, and nothing is bent into shape on the way there.
  compileWhenUsed(server, { coerceTypes: false, removeAdditional: false, useDefaults: false, allErrors: true })
  if (onRoute) {
    server.addHook('onRoute', ({ method, url, config: { access } = {} }) => {
      for (const one of [method].flat()) onRoute({ method: one, url, access })
    })
  }
  answerProblems(server, app)
  if (config.publicUrl.startsWith('https:')) server.addHook('onRequest', keepHttps)
  server.addHook('onRequest', makeHostHook(config))
  const callFrom = (request: FastifyRequest, _reply: unknown, done: () => void) =>
    app.calledFrom(callerAddress(request.raw, trusts), done)
  server.addHook('onRequest', callFrom)
  // What read the body came by events of the line, which know of no call.
  server.addHook('preValidation', callFrom)
  server.addHook('preValidation', checkBody)
  if (config.logLevel === 'debug') {
    server.addHook('onResponse', async (request, reply) => {
      const path = request.url.split('?')[0] ?? ''
      const { method } = request
      const milliseconds = Math.round(reply.elapsedTime)
      app.log.request({ requestId: request.id, method, path, status: reply.statusCode, milliseconds })
    })
  }
  await server.register(cookie)
  const cookies = makeSessionCookies(app, config)
  const scoped = (add: (scope: TypedServer) => unknown) =>
    server.register(async scope => {
      await add(scope as TypedServer)
    })
  await scoped(scope => addV1Routes(scope, { app }))
  await scoped(scope => addPageRoutes(scope, { app, config, cookies }))
  await scoped(scope => addValidatorRoutes(scope, { app }))
  await scoped(scope => addHealthRoutes(scope, { app }))
  addSignInGate(server, { config, cookies })
  addFirstWindow(server, { app, config, cookies })
  addStaticPage(server, config)
  await server.ready()
  // The log of requests is written by the router.
  if (config.logLevel !== 'debug') {
    server.routing = answerReadsFirst(server.routing, { app, config, trusts, admit: app.limits.countRead, nextId })
  }
  return server
}
