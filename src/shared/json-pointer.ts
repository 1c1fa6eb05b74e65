import { isObject, type Json, own } from './json.ts'

/** RFC 6901: `['a/b', 0]` becomes `/a~1b/0`; no parts become the empty text, the whole document. */
export function toPointer(parts: readonly (string | number)[]): string {
  return parts.map(part => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}

/** The parts of a JSON Pointer. Throws `TypeError` when the text is neither empty nor starts with `/`. */
export function fromPointer(pointer: string): string[] {
  if (pointer === '') return []
  if (!pointer.startsWith('/')) throw new TypeError(`not a JSON Pointer: ${pointer}`)
  return pointer
    .slice(1)
    .split('/')
    .map(part => part.replaceAll('~1', '/').replaceAll('~0', '~'))
}

/** The value at `pointer`, or undefined where nothing stands there. */
export function atPointer(value: Json | undefined, pointer: string): Json | undefined {
  let here = value
  for (const part of fromPointer(pointer)) {
    if (Array.isArray(here)) here = /^(0|[1-9]\d*)$/.test(part) ? here[Number(part)] : undefined
    else if (isObject(here)) here = own(here, part)
    else return undefined
  }
  return here
}
