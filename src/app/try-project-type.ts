import { DEFAULT_PORT } from '#config/config.ts'
import { createGate, type Gate } from '#egress/open-connection.ts'
import { readHostRule } from '#egress/read-host-rule.ts'
import type { RunFailure, RunLog, RunResult } from '#runner/types.ts'
import { AppError, type FieldProblem } from '#shared/errors/app-error.ts'
import type { RunFailureCode } from '#shared/errors/run-failures.ts'
import { isObject, type Json, type JsonObject, jsonEqual, own } from '#shared/json.ts'
import { toPointer } from '#shared/json-pointer.ts'
import { redact } from '#shared/redact.ts'
import { failureCode } from './failure-code.ts'
import { findMisfit } from './find-misfit.ts'
import type { ProjectType } from './find-project-type.ts'
import { judgeValues } from './judge-values.ts'
import { makeLazyRunner } from './lazy-runner.ts'
import { prepareValues } from './prepare-values.ts'
import { type ConnectorCall, fieldsOf, runConnector } from './run-connector.ts'
import { typedTexts } from './typed-texts.ts'

interface TrialOptions {
  values: JsonObject
  /** What `connect` has to give; an empty object, or none, asks nothing. */
  expected?: JsonObject | undefined
  timeoutMs: number
  /** A folder for the runner's own file. */
  cacheDir: string
}

/** What came out, without any value that was tried. */
export interface Trial {
  connectMs?: number
  /** Absent when the type has no `validate`. */
  validateMs?: number
  /** The first step that said no; those after it were not taken. */
  failure?: TrialFailure
  logs: RunLog[]
}

export interface TrialFailure {
  step: 'values' | 'connect' | 'handle' | 'validate'
  code: RunFailureCode | 'invalid_input'
  /** Nothing came back within the limit. */
  timedOut: boolean
  /** In the connector's own words, or ours. */
  message: string
  fields: FieldProblem[]
  /** Where code that does not load broke. */
  stack: string[]
}

/**
 * Takes a connection type through everything that saving does: schema check, `connect`, check of the handle,
 * `validate` (flow-format.md §11.1). Stores nothing.
 */
export async function tryProjectType({ found, form }: ProjectType, options: TrialOptions): Promise<Trial> {
  const trial: Trial = { logs: [] }
  const prepared = prepareTrial(form, options.values)
  if ('failure' in prepared) return { ...trial, failure: prepared.failure }
  const { values } = prepared
  const runner = makeLazyRunner({ cacheDir: options.cacheDir, gate: authorsGate(), requireSigusr1Disabled: true })
  const context = { runner, config: { validateTimeoutMs: options.timeoutMs } }
  const call: ConnectorCall = { found, form, values, reason: 'cli', locale: 'en' }
  const clean = (text: string) => redact(text, typedTexts(values))
  const note = (result: RunResult) => {
    trial.logs.push(...result.logs.map(log => ({ ...log, text: clean(log.text) })))
    return Math.round(result.milliseconds)
  }
  try {
    const connected = await runConnector(context, 'connect', call)
    trial.connectMs = note(connected)
    if (!connected.ok) return { ...trial, failure: describeFailure('connect', connected, clean) }
    const misfit = describeMisfit(found.artifact.output, connected.handle ?? null, options.expected)
    if (misfit !== undefined) {
      return {
        ...trial,
        failure: {
          step: 'handle',
          code: 'connector_bad_answer',
          timedOut: false,
          message: misfit,
          fields: [],
          stack: [],
        },
      }
    }
    const validated = await runConnector(context, 'validate', call)
    const validateMs = note(validated)
    if (validated.ok) return { ...trial, validateMs }
    if (validated.outcome === 'no-validate') return trial
    return { ...trial, failure: describeFailure('validate', validated, clean) }
  } finally {
    await runner.close()
  }
}

/** An author tries code on the machine it was written on: it may reach what listens there, but no Flow Connections. */
function authorsGate(): Gate {
  const rule = readHostRule('localhost:*')
  const rules = typeof rule === 'string' ? [] : [rule]
  return createGate({ mode: 'single', rules: async () => rules, ownPorts: new Set([DEFAULT_PORT]) })
}

/** The judge of page and server, and what it says as the first step of a trial. */
export function prepareTrial(
  form: ProjectType['form'],
  submitted: JsonObject,
): { values: JsonObject } | { failure: TrialFailure } {
  try {
    return { values: prepareValues({ forms: { judge: judgeValues } }, { form, submitted, stored: {} }) }
  } catch (error) {
    if (!(error instanceof AppError) || error.fields.length === 0) throw error
    const { fields } = error
    const message = fields.length === 1 ? '1 value needs a change' : `${fields.length} values need a change`
    return { failure: { step: 'values', code: 'invalid_input', timedOut: false, message, fields, stack: [] } }
  }
}

function describeFailure(
  step: 'connect' | 'validate',
  result: RunFailure,
  clean: (text: string) => string,
): TrialFailure {
  const code = failureCode(result, step)
  const fields = fieldsOf(result, code).map(({ detail, hint, ...field }) => ({
    ...field,
    detail: clean(detail),
    ...(hint === undefined ? {} : { hint: clean(hint) }),
  }))
  const stack = (result.stack ?? []).map(clean)
  return { step, code, timedOut: result.outcome === 'timeout', message: clean(result.message), fields, stack }
}

/** Where the handle is not what the output schema, or the test data, wants. */
function describeMisfit(output: JsonObject | null, handle: Json, expected: JsonObject = {}): string | undefined {
  const at = findMisfit(output, handle)
  if (at !== undefined) return `the output schema of connection.json does not allow what connect gave at ${at}`
  const wanted = own(expected, 'handle') ?? expected
  const different = isObject(wanted) ? firstDifference(wanted, handle) : jsonEqual(wanted, handle) ? undefined : ''
  return different === undefined ? undefined : `testOutput wants something else at /handle${different}`
}

/** The first name whose value is another one. What `handle` has beside the wanted names does not matter. */
function firstDifference(wanted: JsonObject, handle: Json): string | undefined {
  const name = Object.keys(wanted).find(one => !jsonEqual(wanted[one], isObject(handle) ? own(handle, one) : undefined))
  return name === undefined ? undefined : toPointer([name])
}
