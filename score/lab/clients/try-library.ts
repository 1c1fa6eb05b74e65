import type { Runner, RunResult } from '#runner/types.ts'
import { isObject, type Json, own } from '#shared/json.ts'
import type { Library } from './libraries.ts'
import type { Services } from './open-services.ts'

/** What each case has to come to: a text of the other end, or this in the message or a code of the error or of what it wraps. */
const EXPECTED: Record<string, { said: string } | { told: RegExp }> = {
  request: { said: 'hello' },
  'own authority': { said: 'hello' },
  untrusted: { told: /^(DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|UNABLE_TO_VERIFY_LEAF_SIGNATURE)$/ },
  redirect: { said: 'hello' },
  'redirect to a forbidden host': { told: /^ERR_REFUSED_BY_POLICY$/ },
  'keep-alive': { said: 'one' },
  'ten at once': { said: 'hello' },
  timeout: { told: /TIMEDOUT|TIMEOUT|Timeout|timed out|ECONNABORTED|Abort/i },
  'forbidden host': { told: /^ERR_REFUSED_BY_POLICY$/ },
  'closed port': { told: /^ECONNREFUSED$/ },
}

export interface Trial {
  cases: number
  faults: string[]
}

interface Place {
  runner: Runner
  root: string
  services: Services
}

/** All cases of one library in one run, and the two whose ending the runner has to name in a run of their own. */
export async function tryLibrary(library: Library, place: Place): Promise<Trial> {
  const all = await run(library, place)
  if (!all.ok) return { cases: 1, faults: [`${library.name}: ${all.message}`] }
  const handle = isObject(all.handle) ? all.handle : {}
  const found = Object.entries(handle).map(([name, outcome]) => judge(library, name, outcome))
  const only = Object.keys(ENDINGS).filter(name => name in handle)
  const ends = await Promise.all(only.map(async name => judgeEnd(library, name, await run(library, place, name))))
  return { cases: found.length + ends.length, faults: [...found, ...ends].filter(fault => fault !== undefined) }
}

function judge(library: Library, name: string, outcome: Json | undefined): string | undefined {
  const wanted = EXPECTED[name]
  const told = isObject(outcome) ? own(outcome, 'told') : undefined
  const good =
    wanted !== undefined &&
    ('said' in wanted
      ? isObject(outcome) && own(outcome, 'said') === wanted.said
      : Array.isArray(told) && told.some(one => wanted.told.test(String(one))))
  return good ? undefined : `${library.name}, ${name}: ${JSON.stringify(outcome)}`
}

/** What the runner makes of the error that a library gave: never a wrong password. */
const ENDINGS: Record<string, string> = {
  'forbidden host': 'not-allowed',
  'closed port': 'refused',
  timeout: 'timed-out',
  untrusted: 'certificate',
}

function judgeEnd(library: Library, name: string, result: RunResult): string | undefined {
  const cause = result.ok ? 'none' : (result.network?.cause ?? `none: ${result.message}`)
  return cause === ENDINGS[name] ? undefined : `${library.name}, ${name}: the runner says ${cause}`
}

function run(library: Library, { runner, root, services }: Place, only?: string): Promise<RunResult> {
  return runner.run({
    root,
    folder: root,
    operation: 'connect',
    input: { ...services.inputFor(library.speaks), client: library.name, ...(only === undefined ? {} : { only }) },
    options: { name: 'clients', version: 'v1', service: 'clients', reason: 'test', locale: 'en' },
    timeoutMs: 60_000,
    secrets: [],
  })
}
