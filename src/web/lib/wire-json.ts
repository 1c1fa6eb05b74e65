import type { JsonObject } from '#shared/json.ts'

/** Values that came over the wire are JSON; the contract's types only say "unknown". */
export function wireObject(values: Record<string, unknown>): JsonObject {
  return values as JsonObject
}
