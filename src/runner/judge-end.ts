import { isObject, type Json, type JsonObject, own } from '#shared/json.ts'
import { toPointer } from '#shared/json-pointer.ts'
import { CPU_SECONDS } from './child-command.ts'
import { makeCleaner, type TextCleaner } from './clean-texts.ts'
import { networkWords } from './network-words.ts'
import { LIMITS } from './protocol.ts'
import { readFault } from './read-fault.ts'
import { readPlace } from './read-place.ts'
import type { ChildEnd } from './start-child.ts'
import type { FailureOutcome, Inspection, RunFailure, RunLog, RunRequest, RunResult } from './types.ts'

/** Turns the end of a child into the result of a run. Every ending has a sentence. */
export function judgeRun(request: RunRequest, end: ChildEnd): RunResult {
  const cleaner = makeCleaner(request)
  const { milliseconds } = end
  const logs = collectLogs(end, cleaner)
  const failure = (outcome: FailureOutcome, message: string): RunFailure => ({
    ok: false,
    outcome,
    message: cleaner.clean(message),
    logs,
    milliseconds,
  })
  const { result } = end
  if (!result) return failure(...endWithoutResult(request.timeoutMs, end))
  if (own(result, 'ok') === true) {
    if (request.operation === 'validate') return { ok: true, logs, milliseconds }
    const handle = own(result, 'handle')
    const why = handle === undefined ? 'there is none' : refuseHandle(handle)
    if (handle === undefined || why !== null) return failure('bad-answer', `The handle cannot be kept: ${why}.`)
    return { ok: true, handle, logs, milliseconds }
  }
  const outcome = OUTCOMES.find(known => known === own(result, 'outcome')) ?? 'bad-answer'
  const network = readFault(own(result, 'network'), { clean: cleaner.clean, refusedTarget: end.refusedTarget })
  if (outcome === 'memory') return failure('memory', TOO_MUCH_MEMORY)
  if (outcome === 'timeout') {
    if (!network) return failure('timeout', noAnswer(request.timeoutMs))
    return { ...failure('timeout', networkWords(network, {}, request.timeoutMs / 1000)), network }
  }
  const text = (key: string) => {
    const value = own(result, key)
    return typeof value === 'string' ? cleaner.clean(value) : ''
  }
  const field = fieldPointer(own(result, 'field'), cleaner)
  const hint = text('hint')
  const broken = outcome === 'not-loaded' ? readBroken(result, cleaner) : {}
  return {
    ok: false,
    outcome,
    message: (network?.worded ? networkWords(network) : text('message')) || 'Validation failed.',
    ...(field === undefined ? {} : { field }),
    ...(hint === '' ? {} : { hint }),
    ...(network ? { network } : {}),
    ...(broken.stack ? { stack: broken.stack } : {}),
    logs,
    milliseconds,
  }
}

/** Of code that does not load: where it broke. */
function readBroken(result: JsonObject, cleaner: TextCleaner): Pick<Inspection, 'stack' | 'place'> {
  const stack = cleaner.cleanStack(own(result, 'stack'))
  const place = readPlace(own(result, 'place'), cleaner.clean)
  return { ...(stack.length > 0 ? { stack } : {}), ...(place ? { place } : {}) }
}

/** What loading the code showed. */
export function judgeInspection(root: string, timeoutMs: number, end: ChildEnd): Inspection {
  const cleaner = makeCleaner({ root, secrets: [] })
  const { result } = end
  const functions = result ? own(result, 'functions') : undefined
  if (isObject(functions)) {
    return { connect: own(functions, 'connect') === true, validate: own(functions, 'validate') === true }
  }
  const message = result ? own(result, 'message') : endWithoutResult(timeoutMs, end)[1]
  const error = cleaner.clean(String(message ?? '')) || 'The code could not be loaded.'
  return { connect: false, validate: false, error, ...(result ? readBroken(result, cleaner) : {}) }
}

const OUTCOMES: readonly FailureOutcome[] = [
  'refused',
  'threw',
  'not-loaded',
  'timeout',
  'exited',
  'bad-answer',
  'memory',
  'no-connect',
  'no-validate',
]

/** A field is a name or a JSON Pointer. One that holds a secret would be garbled: it is left out. */
function fieldPointer(field: Json | undefined, { clean }: TextCleaner): string | undefined {
  if (typeof field !== 'string' || field.length > 300 || clean(field) !== field) return undefined
  return field.startsWith('/') ? field : toPointer([field])
}

const TOO_MUCH_MEMORY = 'The connector was ended because it used too much memory.'

function endWithoutResult(timeoutMs: number, end: ChildEnd): [FailureOutcome, string] {
  if (end.spawnError) return ['crashed', 'The process for connector code could not be started.']
  if (end.timedOut) return ['timeout', noAnswer(timeoutMs)]
  if (end.flooded) return ['flooded', 'The connector was ended because it sent too much.']
  if (end.tooLarge || /heap out of memory|Cannot allocate memory/i.test(end.stderr.text)) {
    return ['memory', TOO_MUCH_MEMORY]
  }
  if (end.signal === 'SIGXCPU') {
    return ['cpu', `The connector was ended because it used more than ${CPU_SECONDS} seconds of processor time.`]
  }
  if (end.signal) return ['crashed', 'The connector crashed before it gave an answer.']
  return ['exited', 'The connector ended its own process before it gave an answer.']
}

function noAnswer(timeoutMs: number): string {
  const seconds = timeoutMs / 1000
  return `The connector gave no answer within ${seconds} ${seconds === 1 ? 'second' : 'seconds'}.`
}

/** The child has checked it; connector code may have written the line itself. */
function refuseHandle(handle: Json): string | null {
  const look = (value: Json, depth: number): string | null => {
    if (depth > LIMITS.depth) return `it is nested deeper than ${LIMITS.depth} levels`
    if (typeof value !== 'object' || value === null) return null
    if (Object.hasOwn(value, '__proto__')) return 'it has a property named __proto__'
    for (const inner of Object.values(value)) {
      const why = look(inner, depth + 1)
      if (why !== null) return why
    }
    return null
  }
  const why = look(handle, 0)
  if (why !== null) return why
  return Buffer.byteLength(JSON.stringify(handle)) > LIMITS.resultBytes ? 'it is larger than 1 MiB' : null
}

function collectLogs(end: ChildEnd, cleaner: TextCleaner): RunLog[] {
  const said = end.logs.map(({ level, logger, text }) => ({
    level,
    logger: cleaner.clean(logger).slice(0, 100),
    text: cleaner.cleanLines({ text, cut: false }).join(' '),
  }))
  const printed = (['stdout', 'stderr'] as const).flatMap(logger =>
    cleaner
      .cleanLines(end[logger])
      .map(text => ({ level: logger === 'stdout' ? 'info' : 'warn', logger, text }) as const),
  )
  return [...said, ...printed]
}
