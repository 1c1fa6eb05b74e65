import { Readable } from 'node:stream'
import { createGzip } from 'node:zlib'
import type { DeployInput, DeployResult } from '#app/app.ts'
import { packProject } from '#app/pack-project.ts'
import type { AppliedConnections, ExportedConnections } from '#shared/contract/connection-file.ts'
import type { ServerAbout, StagedConnector } from '#shared/contract/deploy.ts'
import type { ProviderList, ProviderLoaded, ProviderTemplate } from '#shared/contract/logins.ts'
import type { Settings, SettingsChange } from '#shared/contract/settings.ts'
import { AppError } from '#shared/errors/app-error.ts'
import type { DeployTarget } from './deploy-target.ts'
import { openServer, type ServerConnection } from './open-server.ts'
import { readAppKey } from './read-app-key.ts'
import type { ServerFlags } from './server-flags.ts'
import type { Terminal } from './terminal.ts'

const NOT_DEPLOYED = 'Nothing was deployed.'
const NOT_KNOWN =
  'It is not known whether it was deployed; what is there is the old one or the new one, whole. Run the same command again: it says unchanged when it was.'

/** A server that runs somewhere. Throws `wrong_use` for a bad address or without a key. */
export async function serverTarget(terminal: Terminal, flags: ServerFlags): Promise<DeployTarget> {
  const server = await connectServer(terminal, flags)
  let staged: StagedConnector | undefined
  const post = <T>(path: string, body: unknown, otherwise: string) => server.call<T>('POST', path, { body, otherwise })
  return {
    async deployConnector(input) {
      staged ??= await send(server, input, terminal)
      return deployStaged(server, staged.id, input)
    },
    placeOf: () => server.origin,
    loadProviders: ({ text, fileName, acceptHostChange = false, dryRun = false }) =>
      post<ProviderLoaded>(
        '/api/v1/providers/load',
        { text, fileName, acceptHostChange, dryRun },
        dryRun ? 'Nothing was loaded.' : 'All of it is loaded, or nothing: run the same command again.',
      ),
    listProviders: () => server.call<ProviderList>('GET', '/api/v1/providers', { otherwise: 'Nothing was changed.' }),
    deleteProvider: id =>
      server.call('DELETE', `/api/v1/providers/${encodeURIComponent(id)}`, {
        otherwise: 'Run the same command again.',
      }),
    async loadFileTemplate(connector, schema) {
      const path = `/api/v1/providers/template?connector=${encodeURIComponent(connector)}`
      const { text } = await server.call<ProviderTemplate>('GET', path, { otherwise: '' })
      return text.replace(/^\{\n/, `{\n  "$schema": ${JSON.stringify(schema)},\n`)
    },
    readSettings: () => server.call<Settings>('GET', '/api/v1/settings', { otherwise: 'Nothing was read.' }),
    saveSettings: input =>
      server.call<SettingsChange>('PUT', '/api/v1/settings', {
        body: input,
        otherwise: input.dryRun ? 'Nothing was changed.' : 'The old settings count, or the new ones: run it again.',
      }),
    applyConnections: input =>
      server.call<AppliedConnections>('POST', '/api/v1/connections/apply', {
        body: input,
        long: true,
        otherwise: input.dryRun
          ? 'Nothing was changed.'
          : 'All of it is applied, or nothing: run the same command again.',
      }),
    exportConnections: () =>
      server.call<ExportedConnections>('GET', '/api/v1/connections', { otherwise: 'Nothing was read.' }),
    async close() {
      if (staged === undefined) return
      const path = `/api/v1/connectors/uploads/${staged.id}`
      // It goes by itself in a few minutes; the deployment took it away already.
      await server.call('DELETE', path, { otherwise: '' }).catch(() => undefined)
    },
  }
}

/** The server that the options name, with its key. */
export async function connectServer(terminal: Terminal, flags: ServerFlags): Promise<ServerConnection> {
  const address = flags.server
  if (address === undefined) {
    throw new AppError('wrong_use', {
      detail: 'Name the server with --server <url>. Without it the data folder counts.',
    })
  }
  return openServer(address, await readAppKey(terminal, flags))
}

export function aboutServer(server: ServerConnection): Promise<ServerAbout> {
  return server.call<ServerAbout>('GET', '/api/v1/about', { otherwise: '' })
}

/** Below this nobody could read a number. */
const MANY_BYTES = 1_000_000

/** Sends the project; it counts for nothing yet. */
async function send(
  server: ServerConnection,
  { sourceDir }: DeployInput,
  terminal: Terminal,
): Promise<StagedConnector> {
  const { name, bytes, archive } = await packProject(sourceDir)
  // A key that is not taken is told before megabytes are sent for nothing.
  await server.call('GET', '/api/v1/about', { otherwise: NOT_DEPLOYED })
  const counted = countBytes(archive, sent => {
    if (bytes >= MANY_BYTES) terminal.status(`Sending: ${megabytes(Math.min(sent, bytes))} of ${megabytes(bytes)} MB`)
  })
  const gzip = Readable.from(counted, { objectMode: false }).pipe(createGzip())
  const stream = Readable.toWeb(gzip) as ReadableStream<Uint8Array>
  try {
    const path = `/api/v1/connectors/uploads?name=${encodeURIComponent(name)}`
    return await server.call<StagedConnector>('POST', path, { stream, long: true, otherwise: NOT_DEPLOYED })
  } finally {
    terminal.status('')
  }
}

function deployStaged(server: ServerConnection, id: string, input: DeployInput): Promise<DeployResult> {
  const { dryRun = false, allowSchemaOverwrite = false, replaces } = input
  return server.call<DeployResult>('POST', `/api/v1/connectors/uploads/${id}/deploy`, {
    body: { dryRun, allowSchemaOverwrite, ...(replaces === undefined ? {} : { replaces }) },
    long: true,
    otherwise: dryRun ? NOT_DEPLOYED : NOT_KNOWN,
  })
}

async function* countBytes(chunks: AsyncIterable<Uint8Array>, tell: (sent: number) => void) {
  let sent = 0
  for await (const chunk of chunks) {
    sent += chunk.length
    tell(sent)
    yield chunk
  }
}

function megabytes(bytes: number): string {
  return (bytes / 1_048_576).toFixed(1)
}
