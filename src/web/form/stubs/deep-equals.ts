/**
 * Stands in for RJSF's own deep comparison, with which it looks at schemas, values and props. As there, two functions
 * count as equal and so do two elements of different owners. Unlike there, two objects of a class are equal only when
 * they are one: forms hold none.
 */
export default function deepEquals(a: unknown, b: unknown): boolean {
  if (Object.is(a, b) || a === b) return true
  if (typeof a === 'function') return typeof b === 'function'
  if (!isPlain(a) || !isPlain(b) || Array.isArray(a) !== Array.isArray(b)) return false
  const keys = Object.keys(a)
  return (
    keys.length === Object.keys(b).length &&
    keys.every(key => Object.hasOwn(b, key) && (key === '_owner' || deepEquals(a[key], b[key])))
  )
}

function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === Array.prototype || prototype === null
}
