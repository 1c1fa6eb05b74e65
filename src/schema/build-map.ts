import { isObject, type JsonObject, own } from '#shared/json.ts'
import { toPointer } from '#shared/json-pointer.ts'
import type { Draft } from './draft.ts'
import type { Resolving, Step } from './resolving.ts'

/** `additionalProperties` and `patternProperties`: fields with names that the person chooses. */
export function buildMap(resolving: Resolving, raw: JsonObject, draft: Draft, step: Step): void {
  const extra = own(raw, 'additionalProperties')
  if (typeof extra === 'boolean') draft.extra = extra
  else if (extra !== undefined) {
    const built = resolving.build(extra, { ...step, at: `${step.at}/additionalProperties` })
    if (built) draft.extra = built
  }
  const patterns = own(raw, 'patternProperties')
  if (isObject(patterns)) buildPatterns(resolving, patterns, draft, step)
}

/** The first pattern of a map without fields of its own says what its entries hold and, in a closed one, their names. */
function buildPatterns(resolving: Resolving, patterns: JsonObject, draft: Draft, step: Step): void {
  const [first, ...others] = Object.entries(patterns)
  if (!first) return
  const at = `${step.at}/patternProperties`
  const isMap = !draft.properties && typeof draft.extra !== 'object'
  if (!isMap || others.length > 0) {
    const message = isMap
      ? 'Only the first pattern for names is read.'
      : 'Patterns for names cannot stand beside other fields, so they are left out.'
    resolving.report.warning('keyword-out', at, message, 'Put the free names into a property of their own.')
  }
  if (!isMap) return
  const [pattern, schema] = first
  const isClosed = draft.extra === false
  const built = resolving.build(schema, { ...step, at: step.at + toPointer(['patternProperties', pattern]) })
  if (!built) return
  draft.extra = built
  if (isClosed && others.length === 0 && !Object.hasOwn(draft.keys, 'propertyNames'))
    draft.keys['propertyNames'] = { pattern }
}
