import type { Json, JsonObject } from '#shared/json.ts'
import type { SourceFacts } from './source-facts.ts'

/** Tried in turn where a pattern asks for something of its own. */
const CANDIDATES = [
  'example',
  '2025-06-01',
  '2025-06-01T00:00:00Z',
  '2025-06-01T00:00:00',
  '2025-06-01 00:00:00',
  '2025-06-01T00:00:00.000Z',
  '123456',
  'https://example.com',
  'https://example.com/',
  'example.com',
  'example-id',
  'ada@example.com',
  '1.2.3.4',
  'a1b2c3d4-0000-4000-8000-000000000000',
]

/** For each path a text that its schemas take, as far as they say so; paths without a wish of their own are left out. */
export function fittingValues({ parts }: SourceFacts): Record<string, string> {
  const found = [...parts].flatMap(([path, schemas]): [string, string][] => {
    const value = schemas.map(fittingValue).find(one => one !== undefined)
    return value === undefined ? [] : [[path, value]]
  })
  return Object.fromEntries(found)
}

function fittingValue(schema: JsonObject): string | undefined {
  const given = [schema['default'], ...list(schema['examples']), schema['example']].map(asText)
  const fits = (text: string | undefined): text is string => text !== undefined && isTaken(text, schema)
  const first = given.find(fits)
  if (first !== undefined) return first
  if (typeof schema['pattern'] === 'string') return CANDIDATES.find(fits)
  if (schema['type'] === 'integer' || schema['type'] === 'number') return fittingNumber(schema)
  const least = Number(schema['minLength'] ?? 0)
  return least > 7 ? 'example '.repeat(Math.ceil(least / 8)).slice(0, least) : undefined
}

function fittingNumber(schema: JsonObject): string {
  const least = Number(schema['minimum'] ?? Number(schema['exclusiveMinimum'] ?? 0) + 1)
  return String(Math.min(Math.max(1, least), Number(schema['maximum'] ?? Number.POSITIVE_INFINITY)))
}

function isTaken(text: string, schema: JsonObject): boolean {
  const { pattern, minLength, maxLength } = schema
  if (text.length < Number(minLength ?? 1) || text.length > Number(maxLength ?? 10_000)) return false
  if (typeof pattern !== 'string') return true
  try {
    return new RegExp(pattern, 'u').test(text)
  } catch {
    return true
  }
}

function asText(value: Json | undefined): string | undefined {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : undefined
}

function list(value: Json | undefined): Json[] {
  return Array.isArray(value) ? value : []
}
