import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { createFetch } from '#egress/create-fetch.ts'
import type { Gate } from '#egress/open-connection.ts'
import { createRunner } from '#runner/create-runner.ts'
import type { Runner } from '#runner/types.ts'

/** One way on which this program sends. `send` gives, for each URL, what came back: a body, or how it was refused. */
export interface Sender {
  name: string
  send(urls: readonly string[]): Promise<string[]>
}

export interface Senders {
  all: Sender[]
  close(): Promise<void>
}

/** Nobody answers at most places: who was let through is seen by the attempt, so that a short wait is enough. */
const WAIT_MS = 60
/** Questions that one run may ask, with some for redirects. */
const PER_RUN = 60

/** The engine's requests, connector code by the three ways it has to the network, and the door itself. */
export async function openSenders(folder: string, gate: Gate): Promise<Senders> {
  const hasty: Gate = { ...gate, open: options => gate.open({ ...options, timeoutMs: WAIT_MS }) }
  const fetch = createFetch({ userAgent: 'flow-score/1', gate: hasty, connectMs: WAIT_MS, wholeMs: 2000 })
  const engine = (name: string, method: string, body?: string): Sender => ({
    name,
    send: urls =>
      oneByOne(urls, async url => {
        const request = { method, url, headers: {}, ...(body === undefined ? {} : { body }) }
        return Buffer.from((await fetch(request)).bytes).toString()
      }),
  })
  const root = await writeConnector(folder)
  const runner = await createRunner({ cacheDir: join(folder, 'cache'), gate: hasty, requireSigusr1Disabled: false })
  const connector = (way: string): Sender => ({
    name: `connector by ${way}`,
    send: urls => runAll(runner, { root, way, urls }),
  })
  return {
    all: [
      engine('token request', 'POST', 'code=1'),
      engine('validate and user request', 'GET'),
      ...['fetch', 'http', 'net'].map(connector),
      {
        name: 'the door itself',
        send: urls =>
          oneByOne(urls, async text => {
            const url = new URL(text)
            const port = Number(url.port || (url.protocol === 'https:' ? 443 : 80))
            const socket = await hasty.open({ host: rawHostOf(text) ?? url.hostname, port })
            socket.destroy()
            return 'open'
          }),
      },
    ],
    close: () => runner.close(),
  }
}

/** As a careless program would cut it out, so that the door sees the spelling itself. */
function rawHostOf(url: string): string | undefined {
  return /^https?:\/\/(\[[^\]]*\]|[^/:@\\?#]+):\d+\/$/.exec(url)?.[1]
}

async function oneByOne(urls: readonly string[], send: (url: string) => Promise<string>): Promise<string[]> {
  const said: string[] = []
  for (const url of urls) said.push(await send(url).catch((error: unknown) => `refused: ${String(error)}`))
  return said
}

const CODE = `
const http = require('node:http')
const https = require('node:https')
const net = require('node:net')
const WAYS = {
  fetch: async url => (await fetch(url)).text(),
  http: url => new Promise((resolve, reject) => {
    const client = new URL(url).protocol === 'https:' ? https : http
    client.get(url, answer => { let text = ''; answer.on('data', part => { text += part }).on('end', () => resolve(text)) }).on('error', reject)
  }),
  net: url => new Promise((resolve, reject) => {
    const { hostname, port, protocol } = new URL(url)
    const raw = /^https?:\\/\\/(\\[[^\\]]*\\]|[^/:@\\\\?#]+):\\d+\\/$/.exec(url)
    const host = (raw ? raw[1] : hostname).replace(/^\\[|\\]$/g, '')
    const socket = net.connect({ host, port: Number(port) || (protocol === 'https:' ? 443 : 80) })
    socket.on('error', reject).on('connect', () => { socket.destroy(); resolve('open') })
  }),
}
module.exports = {
  async connect (input, output) {
    const said = []
    for (const url of input.urls) said.push(await Promise.resolve(url).then(WAYS[input.way]).catch(error => 'refused: ' + error.message))
    output(null, { handle: said })
  },
}
`

async function writeConnector(folder: string): Promise<string> {
  const root = join(folder, 'sender')
  await mkdir(root)
  await writeFile(join(root, 'package.json'), '{}')
  await writeFile(join(root, 'index.js'), CODE)
  return root
}

async function runAll(
  runner: Runner,
  { root, way, urls }: { root: string; way: string; urls: readonly string[] },
): Promise<string[]> {
  const said: string[] = []
  for (let from = 0; from < urls.length; from += PER_RUN) {
    const result = await runner.run({
      root,
      folder: root,
      operation: 'connect',
      input: { way, urls: urls.slice(from, from + PER_RUN) },
      options: { name: 'sender', version: 'v1', service: 'sender', reason: 'test', locale: 'en' },
      timeoutMs: 60_000,
      secrets: [],
    })
    if (!result.ok) throw new Error(`the sender failed: ${result.message}`)
    const { handle } = result
    said.push(...(Array.isArray(handle) ? handle.map(String) : []))
  }
  return said
}
