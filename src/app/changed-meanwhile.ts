import { AppError } from '#shared/errors/app-error.ts'
import type { Json, JsonObject } from '#shared/json.ts'
import { jsonEqual } from '#shared/json.ts'
import type { AppContext } from './context.ts'

const MOST = 50
/** What `describeChange` gave, at the end of the reason of a row of the record. */
const CHANGE = /#(\d+): (.+)$/

/** For the record of an edit: the version it made and the names of what it changed. */
export function describeChange(rowVersion: number, names: readonly string[]): string {
  return `#${rowVersion}: ${names.join(', ')}`
}

/** The names of the fields that differ. */
export function changedNames(before: JsonObject, after: JsonObject): string[] {
  const names = new Set([...Object.keys(before), ...Object.keys(after)])
  const same = (a: Json | undefined, b: Json | undefined) => a !== undefined && b !== undefined && jsonEqual(a, b)
  return [...names].filter(name => !same(before[name], after[name])).toSorted()
}

/** Somebody else, or another tab, was faster: what was changed since version `rowVersion`, and when. Nobody but its owner edits an entry. */
export async function changedMeanwhile(
  { store, audit }: AppContext,
  id: string,
  rowVersion: number,
): Promise<AppError> {
  // What was noted a moment ago is not in the record yet.
  await audit.flush()
  const newer = (await store.audit.ofObject(id, MOST)).flatMap(({ at, reason }) => {
    const [, version = '0', names = ''] = CHANGE.exec(reason) ?? []
    return Number(version) > rowVersion ? [{ at, names: names.split(', ') }] : []
  })
  const [last] = newer
  if (!last) return plainly()
  const names = [...new Set(newer.flatMap(one => one.names))].toSorted().join(', ')
  const when = new Date(last.at).toISOString().slice(0, 16).replace('T', ' ')
  return new AppError('changed_meanwhile', {
    detail: `Changed since it was opened: ${names} (by its owner, ${when} UTC). Open it again to see what it holds now.`,
  })
}

function plainly(): AppError {
  return new AppError('changed_meanwhile', {
    detail: 'This entry was changed or deleted since it was opened. Open it again to see what it holds now.',
  })
}
