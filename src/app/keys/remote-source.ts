import { spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import type { KeyPlace } from '#config/key-place.ts'
import { createGate } from '#egress/open-connection.ts'
import { readHostRule } from '#egress/read-host-rule.ts'
import { AppError } from '#shared/errors/app-error.ts'
import { type CommandEnd, commandWrapper, type RunCommand } from '#vault/command-wrapper.ts'
import type { KeySource } from '#vault/key-source.ts'
import { remoteKeySource } from '#vault/remote-key-source.ts'
import { transitWrapper } from '#vault/transit-wrapper.ts'
import { makeLazyFetch } from '../lazy-fetch.ts'

const WHOLE_MS = 20_000
const MOST_OUTPUT = 65_536

/** The key service or the program that the configuration names. */
export async function remoteSource(place: KeyPlace): Promise<KeySource> {
  return remoteKeySource('command' in place ? commandOf(place) : await transitOf(place))
}

async function transitOf({ transit, tokenFile, caFile }: Extract<KeyPlace, { transit: string }>) {
  const url = new URL(transit)
  const rule = readHostRule(`${url.hostname}:${url.port || (url.protocol === 'https:' ? 443 : 80)}`)
  // The operator named this one host; nothing else can be reached by this way.
  const rules = typeof rule === 'string' ? [] : [rule]
  const gate = createGate({ mode: 'single', rules: async () => rules, ownPorts: new Set() })
  const ca = caFile === undefined ? {} : { ca: await read(caFile) }
  return transitWrapper({
    url: transit,
    token: async () => (await read(tokenFile)).trim(),
    send: makeLazyFetch({ gate, userAgent: 'flow-connections', wholeMs: WHOLE_MS, ...ca }),
  })
}

async function read(file: string): Promise<string> {
  return readFile(file, 'utf8').catch(cause => {
    throw new AppError('config_invalid', { detail: `The file ${file} of the key service cannot be read.`, cause })
  })
}

function commandOf({ command }: Extract<KeyPlace, { command: readonly string[] }>) {
  const [program = '', ...args] = command
  const run: RunCommand = (word, input) =>
    new Promise((resolve, reject) => {
      const child = spawn(program, [...args, word], { stdio: ['pipe', 'pipe', 'inherit'], env: withoutOurs() })
      const timer = setTimeout(() => child.kill('SIGKILL'), WHOLE_MS)
      let output = ''
      child.stdout.on('data', (chunk: Buffer) => {
        output += chunk.toString()
        if (output.length > MOST_OUTPUT) child.kill('SIGKILL')
      })
      child.on('error', cause => {
        clearTimeout(timer)
        reject(new AppError('config_invalid', { detail: `The key command ${program} cannot be started.`, cause }))
      })
      child.on('close', code => {
        clearTimeout(timer)
        resolve({ code, output } satisfies CommandEnd)
      })
      // One that ends without reading says so by its exit code.
      child.stdin.on('error', () => undefined)
      child.stdin.end(input)
    })
  return commandWrapper(run, program)
}

/** The tools of key services want their own variables; ours name the database and its password. */
function withoutOurs(): NodeJS.ProcessEnv {
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('FLOW_')))
}
