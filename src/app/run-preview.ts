import type { PreviewRun, PreviewRunResult } from '#shared/contract/preview.ts'
import { isObject, type Json, type JsonObject } from '#shared/json.ts'
import { runFor } from './author-view.ts'
import type { AppContext } from './context.ts'
import { failureCode } from './failure-code.ts'
import { findType, formOf } from './find-type.ts'
import { prepareValues } from './prepare-values.ts'
import { runConnector } from './run-connector.ts'

/** Runs the connector's real code on the values typed, for its author: log lines, and the shape of the handle. Saves nothing. */
export function makeRunPreview(context: AppContext) {
  return async (body: PreviewRun, locale: string): Promise<PreviewRunResult> => {
    const found = findType(context, body.type, { version: body.version })
    const form = formOf(context, found, locale)
    const values = prepareValues(context, { form, submitted: body.values as JsonObject, stored: {} })
    const ran = await runConnector(context, body.operation, { found, form, values, reason: 'test', locale })
    const result = runFor(context.owner, ran)
    const { logs } = result
    const milliseconds = Math.round(result.milliseconds)
    if (!result.ok) {
      const { message, stack } = result
      const code = failureCode(result, body.operation)
      return { ok: false, code, message, milliseconds, ...(stack ? { stack } : {}), logs }
    }
    if (body.operation === 'validate') {
      return { ok: true, message: 'Connection validated successfully', milliseconds, logs }
    }
    const handleShape = { handle: shapeOf(result.handle ?? null) }
    return { ok: true, message: 'connect gave a handle', milliseconds, handleShape, logs }
  }
}

/** Names and kinds: `{"url": "text", "port": "number"}`. */
function shapeOf(value: Json): Json {
  if (Array.isArray(value)) return value.length === 0 ? [] : [shapeOf(value[0] ?? null)]
  if (isObject(value)) return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, shapeOf(item)]))
  if (value === null) return 'null'
  return typeof value === 'string' ? 'text' : typeof value
}
