import type { FastifyReply, FastifyRequest } from 'fastify'
import Type from 'typebox'
import type { PageSession, UserApp } from '#app/app.ts'
import type { AttemptStatus } from '#shared/contract/logins.ts'
import { IdParams } from '#shared/contract/parts.ts'
import { AppError } from '#shared/errors/app-error.ts'
import type { ErrorCode } from '#shared/errors/catalogue.ts'
import { encodeProblem } from '#shared/errors/problem.ts'
import { RETURN_CHECK_PATH } from '#shared/return-check-path.ts'
import { requireOwnNavigation } from '../check-origin.ts'
import { makeHeldCallbacks } from '../hold-callbacks.ts'
import { localPath } from '../local-path.ts'
import type { OwnSession } from '../page-session.ts'
import { translateError } from '../problem-replies.ts'
import type { RouteTools, TypedServer } from '../route-types.ts'
import { API_HEADERS } from '../security-headers.ts'
import { renderSignInPage, type SignInPage } from '../sign-in-page.ts'
import { type SpokenWords, signInWords } from '../sign-in-words.ts'

/** Callbacks a minute and address (security.md §5.4). */
const CALLBACKS_PER_MINUTE = 60

/** Bytes of an answer that a service posts (security.md §5.2). */
const POSTED_BYTES = 8_192
const HELD = /^held=([\w-]{22})$/

/** Refusals that leave the attempt as it is. */
const NOT_MINE: ReadonlySet<ErrorCode> = new Set(['state_unknown', 'other_session', 'not_found'])

const ReturnParams = Type.Object({ connector: Type.String(), slug: Type.String() })

/** The pages a sign-in window goes through (oauth.md §10). Every failure is a page in words, not JSON. */
export function addOAuthRoutes(server: TypedServer, { app, config, cookies }: RouteTools): void {
  const limitCallbacks = app.limits.aMinute('callbacks', CALLBACKS_PER_MINUTE)
  server.setErrorHandler((error: unknown, request, reply) => {
    const known = translateError(error)
    if (!known) app.log.fault(request.id, error)
    const { status, title, detail } = encodeProblem(known ?? error, request.id)
    return sendPage(reply.status(status), { heading: title, text: detail, wayBack: wordsFor(request).say('wayBack') })
  })
  server.get('/oauth/opening', (request, reply) => {
    const { locale, say } = wordsFor(request)
    return sendPage(reply, { heading: say('openingHeading'), text: say('openingText'), locale })
  })
  /** A browser may have a session of its own and one of a connect window; an attempt belongs to one of them. */
  const inOwnSession = async <T>(
    { request, reply }: Exchange,
    run: (user: UserApp, session: PageSession) => Promise<T>,
  ): Promise<T> => {
    const [first, second] = await cookies.requireAny(request, reply)
    const runIn = ({ actor, session }: OwnSession) => run(app.as(actor), session)
    if (!second) return runIn(first)
    try {
      return await runIn(first)
    } catch (error) {
      if (error instanceof AppError && NOT_MINE.has(error.code)) return runIn(second)
      throw error
    }
  }
  server.get('/oauth/start/:id', { schema: { params: IdParams } }, async (request, reply) => {
    requireOwnNavigation(request)
    const { redirectTo } = await inOwnSession({ request, reply }, (user, own) =>
      user.beginAttempt(own, request.params.id),
    )
    return sendOn(reply, redirectTo)
  })
  server.get('/oauth/device/:id', { schema: { params: IdParams } }, async (request, reply) => {
    const view = await inOwnSession({ request, reply }, (user, own) => user.watchDevice(own, request.params.id))
    if ('redirectTo' in view) return sendOn(reply, view.redirectTo)
    const { title, userCode, page, filledPage, again } = view
    const { locale, say } = wordsFor(request)
    const device = { code: userCode, href: filledPage ?? page, again }
    return sendPage(reply, { heading: say('deviceHeading', { title }), text: say('deviceText'), device, locale })
  })
  const held = makeHeldCallbacks()
  const finish = async (request: FastifyRequest, reply: FastifyReply, context: { connector: string; slug: string }) => {
    await limitCallbacks(request.ip)
    const { path, query: sent } = splitUrl(request.url)
    const [, ticket] = HELD.exec(sent) ?? []
    const query = ticket === undefined ? sent : (held.take(ticket, path) ?? '')
    const { attemptId, returnPath } = await inOwnSession({ request, reply }, (user, own) =>
      user.finishAttempt(own, { ...context, query }),
    )
    return sendOn(reply, config.publicUrl + localPath(returnPath ?? `/oauth/done/${attemptId}`))
  }
  server.get('/oauth/return/:connector/:slug', { schema: { params: ReturnParams } }, (request, reply) =>
    finish(request, reply, request.params),
  )
  server.get(RETURN_CHECK_PATH, (_request, reply) =>
    reply.headers(API_HEADERS).type('text/plain; charset=utf-8').send(app.returnAddress.mark),
  )
  server.get('/oauth/return', (request, reply) => finish(request, reply, { connector: '', slug: '' }))
  server.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: POSTED_BYTES },
    (_request, body, done) => done(null, body),
  )
  const hold = async (request: FastifyRequest, reply: FastifyReply) => {
    await limitCallbacks(request.ip)
    const { path } = splitUrl(request.url)
    const ticket = held.keep(request.ip, path, typeof request.body === 'string' ? request.body : '')
    return sendOn(reply, `${config.publicUrl}${localPath(path)}?held=${ticket}`)
  }
  server.post('/oauth/return/:connector/:slug', { schema: { params: ReturnParams }, bodyLimit: POSTED_BYTES }, hold)
  server.post('/oauth/return', { bodyLimit: POSTED_BYTES }, hold)
  server.get('/oauth/done/:id', { schema: { params: IdParams } }, async (request, reply) => {
    const attempt = await inOwnSession({ request, reply }, (user, own) => user.getAttempt(own, request.params.id, 'en'))
    return sendPage(reply, describeAttempt(attempt, wordsFor(request)))
  })
}

interface Exchange {
  request: FastifyRequest
  reply: FastifyReply
}

function splitUrl(url: string): { path: string; query: string } {
  const [path = '', ...query] = url.split('?')
  return { path, query: query.join('?') }
}

function wordsFor(request: FastifyRequest): SpokenWords {
  return signInWords(request.headers['accept-language'])
}

function describeAttempt({ id, status, error }: AttemptStatus, { locale, say }: SpokenWords): SignInPage {
  const result = { attemptId: id, status }
  if (status === 'granted' || status === 'added') {
    return { heading: say('grantedHeading'), text: say('grantedText'), result, locale }
  }
  if (status === 'choose_account') {
    return { heading: say('otherHeading'), text: say('otherText'), result, locale }
  }
  const text = error?.detail ?? say('failedText')
  return { heading: say('failedHeading'), text, result, wayBack: say('wayBack'), locale }
}

function sendPage(reply: FastifyReply, page: SignInPage): FastifyReply {
  const { html, headers } = renderSignInPage(page)
  return reply.headers(headers).type('text/html; charset=utf-8').send(html)
}

/** 303, and nothing of this address goes along. */
function sendOn(reply: FastifyReply, url: string): FastifyReply {
  const { headers } = renderSignInPage({ heading: '', text: '' })
  return reply.headers(headers).redirect(url, 303)
}
