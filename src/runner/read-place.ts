import { isObject, type Json, own } from '#shared/json.ts'
import type { BrokenPlace } from './types.ts'

/** Where a child says that code broke. Connector code may have written it: only a place inside of its folder is taken over. */
export function readPlace(said: Json | undefined, clean: (text: string) => string): BrokenPlace | undefined {
  if (!isObject(said)) return undefined
  const [line, column] = [own(said, 'line'), own(said, 'column')]
  const path = own(said, 'file')
  if (typeof path !== 'string' || !isPosition(line) || !isPosition(column)) return undefined
  // What is inside of the folder has no path of this machine any more.
  const file = clean(path)
  const inside = file !== '' && !file.startsWith('/') && !file.split('/').includes('..')
  return inside && line > 0 ? { file, line, column } : undefined
}

function isPosition(value: Json | undefined): value is number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0
}
