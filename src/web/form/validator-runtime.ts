import { type Json, jsonEqual } from '#shared/json.ts'

/** Length in code points, as JSON Schema counts. */
function ucs2length(text: string): number {
  let length = 0
  for (const _ of text) length++
  return length
}

const PARTS: Record<string, { default: unknown }> = {
  'ajv/dist/runtime/ucs2length': { default: ucs2length },
  'ajv/dist/runtime/equal': { default: (a: Json, b: Json) => jsonEqual(a, b) },
}

/** What a precompiled validator may `require` (forms.md §10.1): two functions, and nothing else. */
export function validatorRuntime(name: string): { default: unknown } {
  const part = Object.hasOwn(PARTS, name) ? PARTS[name] : undefined
  if (!part) throw new TypeError(`a validator asked for "${name}"`)
  return part
}
