/** A connector may name a field by its name or by a pointer. */
export function pointerOf(field: string): string {
  return field.startsWith('/') ? field : `/${field.replaceAll('~', '~0').replaceAll('/', '~1')}`
}
