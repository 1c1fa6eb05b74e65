import type { FastifyRequest } from 'fastify'
import Type from 'typebox'
import type { App, Deployer, KeyGrant } from '#app/app.ts'
import {
  DeployAnswer,
  DeployRequest,
  ServerAbout,
  SettingsUpload,
  StagedConnector,
  UploadQuery,
} from '#shared/contract/deploy.ts'
import { ProviderList, ProviderLoad, ProviderLoaded, ProviderTemplate, TemplateQuery } from '#shared/contract/logins.ts'
import { IdParams } from '#shared/contract/parts.ts'
import { Settings, SettingsChange } from '#shared/contract/settings.ts'
import { receiveArchive } from '../receive-archive.ts'
import type { RouteTools, TypedServer } from '../route-types.ts'
import { API_HEADERS } from '../security-headers.ts'
import { PROBLEM } from './credential-routes.ts'

/** A minute and key (security.md §5.4): each may unpack a whole project. */
const UPLOADS_PER_MINUTE = 20
const CALLS_PER_MINUTE = 240

const COMMON = { tags: ['deploying'], security: [{ apiKey: [] }] }
const WITH_SCOPE = 'Needs the scope `deploy`.'
const NOTHING = Type.Null({ description: 'Done' })

interface Deploying {
  server: TypedServer
  deployer(request: FastifyRequest): Deployer
  onRequest(request: FastifyRequest): Promise<void>
}

/** What `flow-deploy --server` calls: the same as it does on a data folder, for keys with the scope `deploy`. */
export function addDeployRoutes(server: TypedServer, { app }: Pick<RouteTools, 'app'>): void {
  const limit = app.limits.aMinute('deploying', CALLS_PER_MINUTE)
  const deployer = (request: FastifyRequest) => app.deployFor(request.getDecorator<KeyGrant>('grant'))
  const onRequest = async (request: FastifyRequest): Promise<void> => {
    const grant = await app.authenticateKey(request.headers.authorization)
    await limit(grant.keyId)
    request.setDecorator('grant', grant)
    // Whoever may not deploy is told before anything of the body is read.
    app.deployFor(grant)
  }
  const deploying = { server, deployer, onRequest }
  addAbout(deploying, app)
  addConnectors(deploying, app)
  addProviders(deploying)
  addSettings(deploying)
}

function addAbout({ server, onRequest }: Deploying, app: App): void {
  const schema = {
    ...COMMON,
    operationId: 'about',
    summary: 'What runs here',
    description: WITH_SCOPE,
    response: { 200: ServerAbout, '4xx': PROBLEM, '5xx': PROBLEM },
  }
  server.get('/api/v1/about', { schema, onRequest }, async (_request, reply) => {
    const { version, environment, publicUrl, runnerLevel } = app.info()
    return reply.headers(API_HEADERS).send({ version, environment, publicUrl, runnerLevel })
  })
}

function addConnectors({ server, deployer, onRequest }: Deploying, { limits }: App): void {
  const limit = limits.aMinute('uploads', UPLOADS_PER_MINUTE)
  // Not read here: the handler unpacks it as it comes.
  server.addContentTypeParser('application/gzip', (_request, _payload, done) => done(null, undefined))
  server.post(
    '/api/v1/connectors/uploads',
    {
      schema: {
        ...COMMON,
        operationId: 'uploadConnector',
        summary: 'Send a connector project',
        description:
          `${WITH_SCOPE} The body is a tar archive of the project folder, compressed with gzip ` +
          '(`Content-Type: application/gzip`): at most 256 MB and 20,000 files unpacked. It counts for nothing until it ' +
          'is deployed, and is gone after 10 minutes.',
        querystring: UploadQuery,
        body: { content: { 'application/gzip': { schema: Type.Unknown({ description: 'The archive' }) } } },
        response: { 201: StagedConnector, '4xx': PROBLEM, '5xx': PROBLEM },
      },
      onRequest,
    },
    async (request, reply) => {
      await limit(request.getDecorator<KeyGrant>('grant').keyId)
      const staged = await deployer(request).stageConnector(request.query.name, receiveArchive(request.raw))
      return reply.status(201).headers(API_HEADERS).send(staged)
    },
  )
  server.post(
    '/api/v1/connectors/uploads/:id/deploy',
    {
      schema: {
        ...COMMON,
        operationId: 'deployConnector',
        summary: 'Deploy what was sent, or say what that would change',
        description: `${WITH_SCOPE} All of it or nothing. Its types can be used as soon as this answers.`,
        params: IdParams,
        body: DeployRequest,
        response: { 200: DeployAnswer, '4xx': PROBLEM, '5xx': PROBLEM },
      },
      onRequest,
    },
    async (request, reply) =>
      reply.headers(API_HEADERS).send(await deployer(request).deployStaged(request.params.id, request.body)),
  )
  const schema = {
    ...COMMON,
    operationId: 'dropUpload',
    summary: 'Throw away what was sent',
    description: WITH_SCOPE,
    params: IdParams,
    response: { 204: NOTHING, '4xx': PROBLEM, '5xx': PROBLEM },
  }
  server.delete('/api/v1/connectors/uploads/:id', { schema, onRequest }, async (request, reply) => {
    await deployer(request).dropStaged(request.params.id)
    return reply.status(204).headers(API_HEADERS).send(null)
  })
}

function addProviders({ server, deployer, onRequest }: Deploying): void {
  const about = (operationId: string, summary: string) => ({
    ...COMMON,
    operationId,
    summary,
    description: WITH_SCOPE,
  })
  const list = { ...about('listProviders', 'OAuth providers that are loaded'), response: answer(ProviderList) }
  server.get('/api/v1/providers', { schema: list, onRequest }, async (request, reply) =>
    reply.headers(API_HEADERS).send(await deployer(request).listProviders()),
  )
  const template = {
    ...about('providerTemplate', 'A load file to fill in'),
    querystring: TemplateQuery,
    response: answer(ProviderTemplate),
  }
  server.get('/api/v1/providers/template', { schema: template, onRequest }, async (request, reply) =>
    reply.headers(API_HEADERS).send(await deployer(request).providerTemplate(request.query.connector)),
  )
  const load = {
    ...about('loadProviders', 'Load an OAuth load file: all of it, or nothing'),
    body: ProviderLoad,
    response: answer(ProviderLoaded),
  }
  server.post('/api/v1/providers/load', { schema: load, onRequest }, async (request, reply) =>
    reply.headers(API_HEADERS).send(await deployer(request).loadProviders(request.body)),
  )
  const remove = {
    ...about('deleteProvider', 'Delete a provider that no login uses'),
    params: IdParams,
    response: { 204: NOTHING, '4xx': PROBLEM, '5xx': PROBLEM },
  }
  server.delete('/api/v1/providers/:id', { schema: remove, onRequest }, async (request, reply) => {
    await deployer(request).deleteProvider(request.params.id)
    return reply.status(204).headers(API_HEADERS).send(null)
  })
}

function addSettings({ server, deployer, onRequest }: Deploying): void {
  const read = {
    ...COMMON,
    operationId: 'readSettings',
    summary: 'The deploymentConfig.json that counts',
    description: WITH_SCOPE,
    response: answer(Settings),
  }
  server.get('/api/v1/settings', { schema: read, onRequest }, async (request, reply) =>
    reply.headers(API_HEADERS).send(await deployer(request).readSettings()),
  )
  const save = {
    ...COMMON,
    operationId: 'saveSettings',
    summary: 'Put a deploymentConfig.json in place',
    description: `${WITH_SCOPE} The server takes it up within a second, without a restart.`,
    body: SettingsUpload,
    response: answer(SettingsChange),
  }
  server.put('/api/v1/settings', { schema: save, onRequest }, async (request, reply) =>
    reply.headers(API_HEADERS).send(await deployer(request).saveSettings(request.body)),
  )
}

function answer<T>(schema: T) {
  return { 200: schema, '4xx': PROBLEM, '5xx': PROBLEM }
}
