import type { FastifyReply, FastifyRequest } from 'fastify'
import type { KeyGrant } from '#app/app.ts'
import {
  type Credential,
  CredentialAnswer,
  CredentialRead,
  type CredentialRequest,
  InputsRequest,
  ResolvedInputs,
} from '#shared/contract/credentials.ts'
import { ProblemSchema } from '#shared/contract/parts.ts'
import { encodeProblem, type Problem } from '#shared/errors/problem.ts'
import { parseKeptBody } from '../kept-bodies.ts'
import { translateError } from '../problem-replies.ts'
import type { RouteTools, TypedServer } from '../route-types.ts'
import { API_HEADERS } from '../security-headers.ts'

export const READ_PATH = '/api/v1/credentials/read'
export const READ_HEADERS = { ...API_HEADERS, 'Content-Type': 'application/json; charset=utf-8' }
export const PROBLEM = {
  description: 'RFC 9457 problem',
  content: { 'application/problem+json': { schema: ProblemSchema } },
}

const SCHEMA = {
  operationId: 'readCredentials',
  summary: 'Read what an action would receive',
  description:
    'The unwrapped handle of a connection, or a fresh token of a login. One request body gets one answer; a list of ' +
    'at most 100 gets a list, with problems in place. What an administrator holds back is refused with `suspended`.',
  tags: ['credentials'],
  security: [{ apiKey: [] }],
  body: CredentialRead,
  response: {
    200: { description: 'The credential, or the list', content: { 'application/json': { schema: CredentialAnswer } } },
    '4xx': PROBLEM,
    '5xx': PROBLEM,
  },
}

/**
 * The hot route: one key check, one row, one decryption. No session, no cookie and no compiled serializer stand in its
 * way; what it answers was made field by field by the use-case.
 */
export function addCredentialRoutes(server: TypedServer, { app }: Pick<RouteTools, 'app'>): void {
  const admit = (request: FastifyRequest, grant: KeyGrant): void => {
    app.limits.countRead(grant)
    request.setDecorator('grant', grant)
  }
  const readOne = async (grant: KeyGrant, request: CredentialRequest, id: string): Promise<Credential | Problem> => {
    try {
      return await app.readCredential(grant, request)
    } catch (error) {
      const known = translateError(error)
      if (!known) app.log.fault(id, error)
      return encodeProblem(known ?? error, id)
    }
  }
  server.post(
    READ_PATH,
    {
      schema: SCHEMA,
      bodyLimit: 65_536,
      preParsing: parseKeptBody,
      serializerCompiler: () => data => JSON.stringify(data),
      onRequest: (request, _reply, done) => {
        const grant = app.authenticateKey(request.headers.authorization)
        // Where the database is in this process, not even a promise stands in the way.
        if (grant instanceof Promise) return void grant.then(found => admit(request, found)).then(() => done(), done)
        admit(request, grant)
        done()
      },
    },
    (request, reply: FastifyReply) => {
      const grant = request.getDecorator<KeyGrant>('grant')
      const { body } = request
      reply.headers(READ_HEADERS).serializer(toText)
      return Array.isArray(body)
        ? Promise.all(body.map(one => readOne(grant, one, request.id)))
        : app.readCredential(grant, body)
    },
  )
  server.post(
    '/api/v1/inputs/resolve',
    {
      schema: RESOLVE,
      bodyLimit: 262_144,
      serializerCompiler: () => data => JSON.stringify(data),
      onRequest: async request => {
        await app.connectorsRead()
        admit(request, await app.authenticateKey(request.headers.authorization))
      },
    },
    (request, reply: FastifyReply) => {
      reply.headers(READ_HEADERS)
      return app.resolveInputs(request.getDecorator<KeyGrant>('grant'), request.body)
    },
  )
}

const RESOLVE = {
  operationId: 'resolveInputs',
  summary: "Fill in an action's input",
  description: 'Every picker gets the handle or token that the action would receive: one call a step.',
  tags: ['credentials'],
  security: [{ apiKey: [] }],
  body: InputsRequest,
  response: {
    200: { description: 'The filled input', content: { 'application/json': { schema: ResolvedInputs } } },
    '4xx': PROBLEM,
    '5xx': PROBLEM,
  },
}

function toText(answer: Credential | (Credential | Problem)[]): string {
  return JSON.stringify(answer)
}
