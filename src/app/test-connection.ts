import type { RunFailure } from '#runner/types.ts'
import type { ConnectionTrial, TestResult } from '#shared/contract/accounts.ts'
import { AppError } from '#shared/errors/app-error.ts'
import type { JsonObject } from '#shared/json.ts'
import { tryConnectionValue } from './account-value.ts'
import type { FoundConnection } from './catalogue.ts'
import type { AppContext } from './context.ts'
import { failureCode, failureWords } from './failure-code.ts'
import { findType, formOf } from './find-type.ts'
import { prepareValues } from './prepare-values.ts'
import { requireConnection } from './require-account.ts'
import { type ConnectorCall, fieldsOf, runConnector } from './run-connector.ts'

/** Tries values that are not saved. With `id` its stored secrets stand in for absent ones, for the same address only. */
export function makeTestConnection(context: AppContext) {
  return async (body: ConnectionTrial, locale: string): Promise<TestResult> => {
    const found = findType(context, body.type, { version: body.version })
    const stored = body.id === undefined ? {} : await storedValues(context, body.id, found)
    const form = formOf(context, found, locale)
    const values = prepareValues(context, { form, submitted: body.values as JsonObject, stored })
    return tryValues(context, { found, form, values, reason: 'test', locale })
  }
}

/** Empty when they cannot be read any more: then everything is entered again. */
async function storedValues(context: AppContext, id: string, found: FoundConnection): Promise<JsonObject> {
  const row = await requireConnection(context, id)
  const { name } = found.artifact
  const same = row.type === name && row.service === found.connector.service
  if (!same) throw new AppError('not_found', { detail: `This connection is not of the type ${name}.` })
  return tryConnectionValue(context, row)?.input ?? {}
}

/** Runs `validate`. A connector that refuses has answered: no exception (house.md §4.6). */
export async function tryValues(context: AppContext, call: ConnectorCall): Promise<TestResult> {
  const result = await runConnector(context, 'validate', call)
  const milliseconds = Math.round(result.milliseconds)
  if (result.ok) return { ok: true, message: 'Connection validated successfully', milliseconds }
  return {
    ok: false,
    code: failureCode(result, 'validate'),
    message: describeRefusal(result),
    milliseconds,
    ...fieldParts(result),
  }
}

function describeRefusal(result: RunFailure): string {
  if (result.outcome === 'no-validate') return 'This connector has no check.'
  return `Connection could not be validated: ${failureWords(result)}`
}

function fieldParts(result: RunFailure): Pick<TestResult, 'field' | 'hint' | 'allow'> {
  const [problem] = fieldsOf(result, failureCode(result, 'validate'))
  return {
    ...(problem?.pointer ? { field: problem.pointer } : {}),
    ...(problem?.hint === undefined ? {} : { hint: problem.hint }),
    ...(result.network?.allow === undefined ? {} : { allow: result.network.allow }),
  }
}
