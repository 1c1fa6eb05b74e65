/** A function of a connector and the object it belongs to. */
export interface Bound {
  target: unknown
  call: (...args: unknown[]) => unknown
  /** Declared parameters. */
  length: number
}

/**
 * The `connect` and `validate` of a loaded module: an object with both, a class or constructor that makes one, or an
 * ES default export of either (flow-format.md §3).
 */
export function findFunctions(namespace: unknown): { connect?: Bound; validate?: Bound } {
  const target = findTarget(namespace, 3)
  const connect = bind(target, 'connect')
  const validate = bind(target, 'validate')
  return { ...(connect ? { connect } : {}), ...(validate ? { validate } : {}) }
}

/** `depth`: an ES module may wrap a compiled one, whose default export is a class. */
function findTarget(value: unknown, depth: number): unknown {
  if (value === null || (typeof value !== 'object' && typeof value !== 'function')) return undefined
  if (depth > 0 && 'default' in value) {
    const inner = findTarget(value.default, depth - 1)
    if (inner !== undefined) return inner
  }
  if (bind(value, 'connect') || bind(value, 'validate')) return value
  if (typeof value !== 'function' || !isConstructor(value)) return undefined
  const made: unknown = Reflect.construct(value, [])
  return bind(made, 'connect') || bind(made, 'validate') ? made : undefined
}

function bind(target: unknown, name: 'connect' | 'validate'): Bound | undefined {
  if (target === null || (typeof target !== 'object' && typeof target !== 'function')) return undefined
  const found: unknown = (target as Record<string, unknown>)[name]
  if (typeof found !== 'function') return undefined
  return { target, length: found.length, call: (...args) => Reflect.apply(found, target, args) }
}

/** Asks without running it: arrow functions and methods cannot construct. */
function isConstructor(value: object): boolean {
  try {
    Reflect.construct(Object, [], value as new () => object)
    return true
  } catch {
    return false
  }
}
