import { type Json, jsonEqual } from '#shared/json.ts'
import type { FormValues } from '../form-session.ts'

/**
 * `now` with everything that a fill changed (`before` → `after`) taken back, but not what was changed since. With
 * nothing changed since it is `before` itself, emptied boxes too.
 */
export function undoFill(before: unknown, after: unknown, now: unknown): unknown {
  if (same(after, now)) return before
  if (same(before, after) || !isGroup(before) || !isGroup(after) || !isGroup(now)) return now
  const result: FormValues = {}
  for (const name of new Set([...Object.keys(now), ...Object.keys(before)])) {
    const value = undoFill(before[name], after[name], now[name])
    if (Object.hasOwn(before, name) || value !== undefined || (name in now && !(name in after))) result[name] = value
  }
  return result
}

function isGroup(value: unknown): value is FormValues {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** An emptied box is no other value than one that was never filled. */
function same(a: unknown, b: unknown): boolean {
  return jsonEqual(plain(a), plain(b))
}

function plain(value: unknown): Json | undefined {
  return value === undefined ? undefined : (JSON.parse(JSON.stringify(value)) as Json)
}
