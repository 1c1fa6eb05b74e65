import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { join } from 'node:path'
import type { Configuration } from 'oidc-provider'
import { createClassic } from './classic/create-classic.ts'
import { createProvider } from './create-provider.ts'
import { listenNear } from './listen-near.ts'
import { type PracticeSettings, readSettings } from './settings-file.ts'
import { answerSignIn } from './sign-in-routes.ts'
import { answerTarget } from './target-api.ts'
import { writePrivateFile } from './write-private-file.ts'

interface PracticeOptions {
  /** Folder that keeps the client, the keys and the grants over restarts. */
  dataDir: string
  /** Where the provider may send people back to. */
  redirectUris: string[]
  /** Default 4700; taken: the next free one. 0: any. */
  providerPort?: number
  /** Default 4701; taken: the next free one. 0: any. */
  targetPort?: number
  /** Path of the OAuth load file to write; none by default. */
  loadFile?: string
  /** What tests ask of the provider beyond practice. */
  configure?: (usual: Configuration) => Configuration
}

export interface Practice {
  providerUrl: string
  targetUrl: string
  clientId: string
  clientSecret: string
  classicKey: string
  classicSecret: string
  close(): Promise<void>
}

/**
 * Starts the practice identity provider with its elder brother of OAuth 1.0a, and the practice target API, all on
 * 127.0.0.1.
 */
export async function startPractice(options: PracticeOptions): Promise<Practice> {
  const settings = readSettings(join(options.dataDir, 'settings.json'))
  const front = createServer()
  const providerUrl = await listenNear(front, options.providerPort ?? 4700)
  const provider = await createProvider({
    issuer: providerUrl,
    settings,
    storeFile: join(options.dataDir, 'grants.json'),
    redirectUris: options.redirectUris,
    ...(options.configure ? { configure: options.configure } : {}),
  })
  const { classicKey, classicSecret } = settings
  const answerClassic = createClassic({
    client: { key: classicKey, secret: classicSecret },
    origin: providerUrl,
    callbackOrigins: options.redirectUris.map(uri => new URL(uri).origin),
    storeFile: join(options.dataDir, 'classic.json'),
  })
  const answerProtocol = provider.callback()
  front.on(
    'request',
    guarded(async (request, response) => {
      if (await answerClassic(request, response)) return
      if (await answerSignIn(provider, request, response)) return
      beginAfresh(request)
      await answerProtocol(request, response)
    }),
  )
  const target = createServer(guarded((request, response) => answerTarget(provider, request, response)))
  const targetUrl = await listenNear(target, options.targetPort ?? 4701)
  const { clientId, clientSecret } = settings
  if (options.loadFile) writePrivateFile(options.loadFile, loadFileText(settings, providerUrl))
  return {
    providerUrl,
    targetUrl,
    clientId,
    clientSecret,
    classicKey,
    classicSecret,
    async close() {
      await Promise.all([stop(front), stop(target)])
    },
  }
}

/**
 * Each authorization asks who you are and what you allow, whoever signed in before: the browser's session is left out
 * and the consent page asked for. Without that page an OpenID provider gives no refresh token either.
 */
function beginAfresh(request: IncomingMessage): void {
  const url = new URL(request.url ?? '/', 'http://practice')
  if (url.pathname !== '/auth' || request.method !== 'GET') return
  if (!url.searchParams.has('prompt')) url.searchParams.set('prompt', 'consent')
  request.url = `${url.pathname}${url.search}`
  const cookies = (request.headers.cookie ?? '').split(/; */)
  request.headers.cookie = cookies.filter(cookie => !cookie.startsWith('_session')).join('; ')
}

type Answer = (request: IncomingMessage, response: ServerResponse) => Promise<void>

/** A fault in one request ends that request only. */
function guarded(answer: Answer): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    answer(request, response).catch((error: unknown) => {
      console.error(`practice: ${request.method} failed: ${error instanceof Error ? error.message : 'unknown fault'}`)
      if (!response.headersSent) response.writeHead(500)
      response.end()
    })
  }
}

function loadFileText(settings: PracticeSettings, providerUrl: string): string {
  const { clientId, clientSecret, classicKey, classicSecret } = settings
  const Practice = { CLIENT_ID: clientId, CLIENT_SECRET: clientSecret, BASE_URL: providerUrl }
  const Classic = { CLIENT_ID: classicKey, CLIENT_SECRET: classicSecret, BASE_URL: `${providerUrl}/classic` }
  const file = { 'practice-cloud': { Practice }, 'practice-classic': { 'Practice Classic': Classic } }
  return `${JSON.stringify(file, null, 2)}\n`
}

function stop(server: Server): Promise<void> {
  return new Promise(resolve => {
    server.close(() => resolve())
    server.closeAllConnections()
  })
}
