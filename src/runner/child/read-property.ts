/** A property, whatever the object does when it is read. */
export function propertyOf(value: unknown, key: string): unknown {
  if ((typeof value !== 'object' && typeof value !== 'function') || value === null) return undefined
  try {
    return (value as Record<string, unknown>)[key]
  } catch {
    return undefined
  }
}

/** The same, where it is a text; else an empty one. */
export function textAt(value: unknown, key: string): string {
  const text = propertyOf(value, key)
  return typeof text === 'string' ? text.trim() : ''
}
