import type { IncomingMessage, ServerResponse } from 'node:http'
import type { TypeBoxTypeProvider } from '@fastify/type-provider-typebox'
import type { FastifyBaseLogger, FastifyInstance, RawServerDefault } from 'fastify'
import type { App } from '#app/app.ts'
import type { Config } from '#config'
import type { SessionCookies } from './page-session.ts'

/** A server whose handlers know the types of their schemas. */
export type TypedServer = FastifyInstance<
  RawServerDefault,
  IncomingMessage,
  ServerResponse,
  FastifyBaseLogger,
  TypeBoxTypeProvider
>

/** What a group of routes is handed. */
export interface RouteTools {
  app: App
  config: Config
  cookies: SessionCookies
}
