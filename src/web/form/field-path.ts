import { toPointer } from '#shared/json-pointer.ts'

/** What RJSF starts its own ids with, and puts between names: with its `_` the fields `a_b` and `a: {b}` would share one id. */
export const ID_PREFIX = 'fc'
export const ID_SEPARATOR = '/'

export type FieldPath = readonly (string | number)[]

/** The element id of the control at a path: unique for every path, and without blanks, which end an id in ARIA lists. */
export function domId(path: FieldPath): string {
  return idOfPointer(toPointer(path))
}

export function idOfPointer(pointer: string): string {
  return ID_PREFIX + pointer.replace(/\s/gu, blank => `~x${blank.charCodeAt(0).toString(16)}`)
}

/** The parts of a field that are named or pointed to. */
export type FieldPart =
  | 'title'
  | 'label'
  | 'description'
  | 'info'
  | 'hint'
  | 'note'
  | 'saved'
  | 'list'
  | 'tabs'
  | 'fold'

/** The id of a part of the field `id`. `~` and a letter cannot come out of `domId`, so no field can be called so. */
export function partId(id: string, part: FieldPart, index?: number | string): string {
  return `${id}~${part}${index === undefined ? '' : `~${index}`}`
}

/** RJSF draws the common fields of a union under an extra name; this is the path without it. */
export function withoutUnionPart(path: FieldPath, isUnion: boolean): FieldPath {
  return isUnion && path.at(-1) === 'XxxOf' ? path.slice(0, -1) : path
}
