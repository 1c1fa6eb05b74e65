import type { Json } from '#shared/json.ts'
import type { ChildRequest, ChildResult } from '../protocol.ts'
import { copyPlain, NotPlain } from './copy-plain.ts'
import { countWaiting } from './count-waiting.ts'
import { describeError } from './describe-error.ts'
import { type Bound, findFunctions } from './find-functions.ts'
import { drawPlace, type Place } from './find-place.ts'
import type { LoadedConnector } from './load-connector.ts'
import type { Ending } from './make-ending.ts'
import { textAt } from './read-property.ts'

/** From the signal until the answer is given for it: code that cleans up may still say something itself. */
const LAST_WORD_MS = 500
const STACK_CHARACTERS = 8000

type ChildFailure = Extract<ChildResult, { ok: false }>

/** Runs what was asked for. Every ending goes to `ending`; never rejects. */
export async function callConnector(request: ChildRequest, loaded: LoadedConnector, ending: Ending): Promise<void> {
  const abort = new AbortController()
  const idle = countWaiting()
  let late: ChildResult | undefined
  // Also keeps the process alive for code that never calls back: the limit decides, as flow-format.md §3 says.
  setTimeout(() => {
    late = lateAnswer(countWaiting() > idle)
    setTimeout(() => late && ending.settle(late), LAST_WORD_MS)
    abort.abort(new DOMException('the time limit has passed', 'TimeoutError'))
  }, request.timeoutMs)
  const fail = (outcome: 'threw' | 'refused', error: unknown) => {
    if (late && isAbort(error, abort.signal)) return ending.settle(late)
    ending.settle({ ok: false, outcome: isStarved(error) ? 'memory' : outcome, ...describeError(error) })
  }
  const thrown = (error: unknown) => {
    if (ending.settled) ending.note(`The connector threw after its answer: ${describeError(error).message}`)
    else fail('threw', error)
  }
  loaded.listen(thrown)
  const found = await loaded.module
    .then(findFunctions)
    .catch((error: unknown) => notLoaded(error, loaded.placeOf(error)))
  if ('outcome' in found) return ending.settle(late ?? found)
  try {
    const { connect, validate } = found
    if (request.operation === 'inspect') {
      return ending.settle({
        ok: true,
        functions: { connect: connect !== undefined, validate: validate !== undefined },
      })
    }
    if (request.operation === 'connect') {
      if (!connect) return ending.settle(NO_CONNECT)
      const output = answerTo(ending, fail, handleOf)
      await connect.call(request.input, output)
    } else {
      if (!validate) return ending.settle(NO_VALIDATE)
      const output = answerTo(ending, fail, verdictOf)
      await validate.call(...argumentsFor(validate, request, abort.signal), output)
    }
  } catch (error) {
    thrown(error)
  }
}

/** The form with two parameters is `validate(input, output)`. */
function argumentsFor(validate: Bound, request: ChildRequest, signal: AbortSignal): unknown[] {
  if (validate.length === 2) return [request.input]
  return [request.input, { ...request.options, signal, meta: {}, setMeta() {} }]
}

/** The `output(error, data)` of one call. */
function answerTo(
  ending: Ending,
  fail: (outcome: 'refused', error: unknown) => void,
  judge: (data: unknown) => ChildResult,
): (error?: unknown, data?: unknown) => void {
  return (error, data) => {
    if (ending.settled) ending.note('The connector called back again; its first answer counts.')
    else if (error) fail('refused', error)
    else ending.settle(judge(data))
  }
}

/** What `validate` gave is dropped here, because real connectors put keys into it. */
function verdictOf(data: unknown): ChildResult {
  if (data !== false) return { ok: true }
  return { ok: false, outcome: 'refused', message: 'The connector says the connection is not valid.' }
}

function handleOf(data: unknown): ChildResult {
  try {
    const handle: unknown = typeof data === 'object' && data !== null && 'handle' in data ? data.handle : undefined
    if (handle === undefined) {
      return badAnswer('The connector gave no handle: connect has to call output(null, { handle: … }).')
    }
    const plain: Json = copyPlain(handle)
    return { ok: true, handle: plain }
  } catch (error) {
    const why = error instanceof NotPlain ? error.message : 'it cannot be read'
    return badAnswer(`The handle cannot be kept: ${why}. Only plain JSON can be stored.`)
  }
}

function notLoaded(error: unknown, place: Place | undefined): ChildFailure {
  const { message } = describeError(error)
  // Of a mistake of syntax the message says nothing without the place.
  const before = place && textAt(error, 'name') === 'SyntaxError' ? `${place.file}:${place.line}: ` : ''
  const lines = textAt(error, 'stack').split('\n')
  // Where Node shows the place itself, it stands above the name of the error.
  const stack = lines.slice(
    Math.max(
      0,
      lines.findIndex(line => line.startsWith(textAt(error, 'name'))),
    ),
  )
  const shown = [...(place ? drawPlace(place) : []), ...stack].join('\n').slice(0, STACK_CHARACTERS)
  return {
    ok: false,
    outcome: 'not-loaded',
    message: before + message,
    ...(shown === '' ? {} : { stack: shown }),
    ...(place ? { place: { file: place.file, line: place.line, column: place.column } } : {}),
  }
}

function badAnswer(message: string): ChildResult {
  return { ok: false, outcome: 'bad-answer', message }
}

/** Code that hangs in a request is told apart from code that never calls back: there a person can do something. */
function lateAnswer(waiting: boolean): ChildResult {
  const network = { cause: 'timed-out', host: '', status: 0, worded: true } as const
  return { ok: false, outcome: 'timeout', message: '', ...(waiting ? { network } : {}) }
}

/** What is left of the memory is too little for what the code wants: it says nothing about what was typed. */
function isStarved(error: unknown): boolean {
  return STARVED.test(textAt(error, 'message'))
}

/** The words of V8, of Node for its own Buffers, and of WebAssembly. */
const STARVED =
  /^(Array buffer allocation failed|Failed to allocate memory|WebAssembly\.\w+\(\): (could not allocate|out of memory)\b.*)$/i

/** True for the error that our own time limit caused. */
function isAbort(error: unknown, signal: AbortSignal): boolean {
  if (!signal.aborted || !(error instanceof Error)) return false
  return error === signal.reason || error.cause === signal.reason || /^(Abort|Timeout|Canceled)Error$/.test(error.name)
}

const NO_CONNECT: ChildResult = {
  ok: false,
  outcome: 'no-connect',
  message: 'This connector has no connect function, so nothing can be made with it.',
}
const NO_VALIDATE: ChildResult = { ok: false, outcome: 'no-validate', message: 'This connector has no check.' }
