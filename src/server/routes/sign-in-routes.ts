import type { FastifyReply, FastifyRequest } from 'fastify'
import Type from 'typebox'
import { AppError } from '#shared/errors/app-error.ts'
import { encodeProblem } from '#shared/errors/problem.ts'
import { requireOwnNavigation } from '../check-origin.ts'
import { localPath } from '../local-path.ts'
import { translateError } from '../problem-replies.ts'
import type { RouteTools, TypedServer } from '../route-types.ts'
import { renderSignInPage } from '../sign-in-page.ts'
import { signInWords } from '../sign-in-words.ts'

/** Sign-ins begun, and failed ones, a minute and address: a whole office may come from one. */
const STARTS_PER_MINUTE = 60
const FAILURES_PER_MINUTE = 5

const StartQuery = Type.Object({ to: Type.Optional(Type.String({ maxLength: 2000 })) })

/** Signing in to this instance itself (`team` mode with a sign-in service). Every failure is a page in words. */
export function addSignInRoutes(server: TypedServer, { app, config, cookies }: RouteTools): void {
  const { oidc } = app
  if (!oidc) return
  const secure = config.publicUrl.startsWith('https:')
  const ticketName = secure ? '__Host-fc_sso' : `fc_sso_${config.port}`
  const options = { path: '/', httpOnly: true, sameSite: 'lax', secure } as const
  const limitStarts = app.limits.aMinute('sign-ins', STARTS_PER_MINUTE)
  const limitFailures = app.limits.aMinute('failed-sign-ins', FAILURES_PER_MINUTE)
  server.setErrorHandler((error: unknown, request, reply) => {
    const known = translateError(error)
    if (!known) app.log.fault(request.id, error)
    const { status, title, detail } = encodeProblem(known ?? error, request.id)
    const { locale, say } = signInWords(request.headers['accept-language'])
    const { html, headers } = renderSignInPage({ heading: title, text: detail, wayBack: say('wayBack'), locale })
    return reply.status(status).headers(headers).type('text/html; charset=utf-8').send(html)
  })
  server.get('/sign-in/start', { schema: { querystring: StartQuery } }, async (request, reply) => {
    requireOwnNavigation(request)
    await limitStarts(request.ip)
    const { redirectTo, ticket, maxAge } = await oidc.begin(localPath(request.query.to ?? '/'))
    reply.setCookie(ticketName, ticket, { ...options, maxAge })
    return sendOn(reply, redirectTo)
  })
  const finish = async (request: FastifyRequest, reply: FastifyReply) => {
    const ticket = request.cookies[ticketName]
    reply.clearCookie(ticketName, options)
    const { identity, returnPath } = await oidc.finish(ticket, request.url.split('?').slice(1).join('?'))
    const browser = request.headers['user-agent']
    cookies.set(reply, await app.signIn(identity, { oldCookie: cookies.read(request), browser }))
    return sendOn(reply, config.publicUrl + localPath(returnPath))
  }
  server.get('/sign-in/return', async (request, reply) => {
    try {
      return await finish(request, reply)
    } catch (error) {
      if (error instanceof AppError) app.log.signInRefused(error.code)
      await limitFailures(request.ip)
      throw error
    }
  })
}

function sendOn(reply: FastifyReply, url: string): FastifyReply {
  return reply.headers(renderSignInPage({ heading: '', text: '' }).headers).redirect(url, 303)
}
