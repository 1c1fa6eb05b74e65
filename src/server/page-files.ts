import { existsSync, readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { join } from 'node:path'
import sirv from 'sirv'
import type { Config } from '#config/config.ts'
import { readPageParts } from './page-parts.ts'
import { APP_HEADERS, connectHeaders, EMBED_HEADERS } from './security-headers.ts'
import { wantsPage } from './wants-page.ts'

/** Sends what was asked for when it is part of the built page; calls `otherwise`, at once, when it is not. */
export type SendPage = (request: IncomingMessage, response: ServerResponse, otherwise: () => void) => void

/**
 * The built page: its files, and `index.html` for every address that the page itself understands. Undefined where none is
 * built. It needs nothing of the app, so it can answer before there is one.
 */
export function readPageFiles({ webRoot, embedFrames }: Pick<Config, 'webRoot' | 'embedFrames'>): SendPage | undefined {
  const index = join(webRoot, 'index.html')
  if (!existsSync(index)) return undefined
  const document = readFileSync(index)
  const partsOf = readPageParts(webRoot)
  const connect = connectHeaders(embedFrames)
  const sendFile = sirv(webRoot, {
    etag: true,
    extensions: [],
    setHeaders: (response, path) => {
      // A file that is gone by now, because the page is being built anew, ends its answer and not this process.
      response.once('pipe', file => file.once('error', error => response.destroy(error)))
      setHeaders(response, isForHosts(path) ? EMBED_HEADERS : APP_HEADERS)
      response.setHeader('Cache-Control', cacheOf(path))
    },
  })
  const sendDocument = ({ url = '/', method }: IncomingMessage, response: ServerResponse) => {
    setHeaders(response, isConnect(url) ? connect : APP_HEADERS)
    const parts = partsOf(url)
    if (parts) response.setHeader('Link', parts)
    response.writeHead(200, {
      'Cache-Control': 'no-cache',
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Length': document.length,
    })
    response.end(method === 'HEAD' ? undefined : document)
  }
  return (request, response, otherwise) => {
    const { method, url } = request
    if (method !== 'GET' && method !== 'HEAD') return otherwise()
    const isDocument = url === '/' || wantsPage(request)
    sendFile(request, response, () => (isDocument ? sendDocument(request, response) : otherwise()))
  }
}

export type EarlyConfig = Pick<Config, 'webRoot' | 'embedFrames' | 'publicUrl' | 'team'>

/**
 * What of it may be sent before there is an app, to a browser that was sent here by this very program: not a document that
 * is drawn for whoever asks, and nothing under a name that is not ours. Undefined where people have to sign in first.
 */
export function readEarlyPage(config: EarlyConfig): SendPage | undefined {
  const sendPage = config.team ? undefined : readPageFiles(config)
  const { host } = new URL(config.publicUrl)
  return (
    sendPage &&
    ((request, response, otherwise) => {
      const isOurs = request.headers.host === host
      if (!isOurs || request.url?.startsWith('/?')) return otherwise()
      sendPage(request, response, otherwise)
    })
  )
}

function setHeaders(response: ServerResponse, headers: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value)
}

/** Names under `assets` change with their content. */
function cacheOf(path: string): string {
  return path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'no-cache'
}

/** What pages of other origins load. */
function isForHosts(path: string): boolean {
  return /^\/embed(-react)?\.js$/.test(path)
}

/** The window of a connect session, and the parts of the page under its address. */
function isConnect(url: string): boolean {
  return /^\/connect([/?]|$)/.test(url)
}
