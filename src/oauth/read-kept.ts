import type { Json, JsonObject } from '#shared/json.ts'
import { atPointer } from '#shared/json-pointer.ts'
import { hasHostSuffix } from './build-url.ts'
import type { KeptField } from './types.ts'

/** The fields of an answer that the config keeps. A host outside of the allowed endings is noted and left out. */
export function readKept(
  fields: readonly KeptField[],
  answer: JsonObject,
): { values: Record<string, Json>; notes: string[] } {
  const values: [string, Json][] = []
  const notes: string[] = []
  for (const { at, as, hostSuffix } of fields) {
    const value = atPointer(answer, at)
    if (value === undefined || value === null || value === '') continue
    if (hostSuffix.length > 0 && !isAllowedHost(value, hostSuffix)) notes.push(`the host in "${as}" is not allowed`)
    else values.push([as, value])
  }
  return { values: Object.fromEntries(values), notes }
}

function isAllowedHost(value: Json, suffixes: readonly string[]): boolean {
  if (typeof value !== 'string') return false
  const url = URL.canParse(value) && /^https:/i.test(value) ? new URL(value) : undefined
  return hasHostSuffix(url ? url.hostname : value, suffixes)
}
