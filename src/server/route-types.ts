import type { IncomingMessage, ServerResponse } from 'node:http'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import type {
  FastifyBaseLogger,
  FastifyContextConfig,
  FastifyInstance,
  FastifyReply,
  FastifyRequest,
  RawServerDefault,
} from 'fastify'
import type { App, PageSession, Person, UserApp } from '#app/app.ts'
import type { Config } from '#config/config.ts'
import type { SessionCookies } from './page-session.ts'

/** A server whose handlers know the types of their schemas. */
export type TypedServer = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>

/** Who may call a route of the page: also a window of a connect session, every user, or administrators only. */
export type Access = 'anyone' | 'connect' | 'member' | 'admin'

declare module 'fastify' {
  interface FastifyContextConfig {
    /** Default: `member`. */
    access?: Access
  }
}

/** What concerns everybody (security.md §6.2). */
export const ADMIN = { access: 'admin' } as const satisfies FastifyContextConfig

/** What a group of routes is handed. */
export interface RouteTools {
  app: App
  config: Config
  cookies: SessionCookies
}

/** What a group of the page's routes is handed: nothing that acts for anybody but who asks. */
export interface PageTools {
  app: Pick<
    App,
    | 'describeSession'
    | 'subscribe'
    | 'log'
    | 'limits'
    | 'openConnectSession'
    | 'completeConnectSession'
    | 'health'
    | 'verifyAudit'
  >
  cookies: SessionCookies
  /** The use-cases of whoever asks. */
  as(request: FastifyRequest): UserApp
  person(request: FastifyRequest): Omit<Person, 'subject'>
  /** False once whoever asks was signed out. */
  isStillHere(request: FastifyRequest): Promise<boolean>
  /** The browser session of whoever asks; a new one where there is none. */
  session(request: FastifyRequest, reply: FastifyReply): Promise<PageSession>
}
