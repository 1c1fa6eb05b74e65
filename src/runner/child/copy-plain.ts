import type { Json, JsonObject } from '#shared/json.ts'
import { LIMITS } from '../protocol.ts'

const MAX_VALUES = 200_000

/** Why a value is not plain JSON: where it stands and what stands there. */
export class NotPlain extends Error {}

/**
 * A copy of `value` with nothing but JSON in it. Properties that are `undefined` are left out, as JSON does it: optional
 * values of a form are often absent. Throws `NotPlain` for everything else that JSON cannot hold.
 */
export function copyPlain(value: unknown): Json {
  let values = 0
  const copy = (part: unknown, path: string, depth: number): Json => {
    if (depth > LIMITS.depth) throw new NotPlain(`it is nested deeper than ${LIMITS.depth} levels`)
    if (++values > MAX_VALUES) throw new NotPlain('it holds too many values')
    if (part === null || typeof part === 'string' || typeof part === 'boolean') return part
    if (typeof part === 'number' && Number.isFinite(part)) return part
    if (Array.isArray(part)) return Array.from(part, (item, i) => copy(item, `${path}/${i}`, depth + 1))
    if (!isPlainObject(part)) throw new NotPlain(`${path || 'it'} is ${kindOf(part)}`)
    const object: JsonObject = {}
    for (const key of Object.keys(part)) {
      if (key === '__proto__') throw new NotPlain(`${path || 'it'} has a property named __proto__`)
      const inner: unknown = part[key]
      if (inner !== undefined) object[key] = copy(inner, `${path}/${key}`, depth + 1)
    }
    return object
  }
  return copy(value, '', 0)
}

/** Made by `{}` in this or another module realm, or without a prototype. */
function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === null || prototype === Object.prototype || Object.getPrototypeOf(prototype) === null
}

function kindOf(value: unknown): string {
  if (value === undefined) return 'undefined'
  if (typeof value === 'number') return 'a number that JSON cannot hold'
  if (typeof value !== 'object' || value === null) return `a ${typeof value}`
  const name: unknown = value.constructor?.name
  return typeof name === 'string' && name !== '' ? `an object of class ${name}` : 'an object of a class'
}
