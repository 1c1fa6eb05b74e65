import { basename, dirname } from 'node:path'
import { brokenAt, type ConnectorPlace } from './found.ts'
import { versionNumber } from './names.ts'
import type { ReadAction } from './read-actions.ts'
import type { ActionArtifact, ActionPicker, BrokenArtifact, ConnectionArtifact, OAuthArtifact } from './types.ts'

/** The names a picker may mean, over all connectors. */
export interface PickerTargets {
  connection: { service: string; name: string; folderName: string }[]
  oauth: { service: string; name: string; folderName: string }[]
}

export function pickerTargets(
  found: { service: string; connections: ConnectionArtifact[]; oauths: OAuthArtifact[] }[],
): PickerTargets {
  return {
    connection: found.flatMap(({ service, connections }) =>
      connections.map(({ name, folder }) => ({ service, name, folderName: folderNameOf(folder) })),
    ),
    oauth: found.flatMap(({ service, oauths }) =>
      oauths.map(({ name, folder }) => ({ service, name, folderName: basename(folder) })),
    ),
  }
}

/**
 * Gives every picker the full name it means: the exact name, then `<service>-<name>`, then a folder's name
 * (flow-format.md §5). An action with a picker that means nothing is broken; of several versions the highest
 * published one is kept.
 */
export function resolvePickers(
  place: ConnectorPlace,
  actions: ReadAction[],
  targets: PickerTargets,
): { actions: ActionArtifact[]; broken: BrokenArtifact[] } {
  const kept = new Map<string, ActionArtifact>()
  const broken: BrokenArtifact[] = []
  for (const { action, published, places } of actions) {
    if (!published) continue
    const names = action.pickers.map(picker => resolveTarget(picker, place.service, targets))
    const unknown = names.indexOf(null)
    const picker = action.pickers[unknown]
    if (picker) {
      const problem = {
        ...(places[unknown] ?? { line: 1, column: 1 }),
        code: 'unknown-picker',
        message: `"${picker.property}" asks for the ${picker.kind} "${picker.target.slice(0, 100)}", and there is none of that name`,
      }
      broken.push(brokenAt(place, { file: action.file, name: action.name }, problem))
      continue
    }
    const other = kept.get(action.name)
    if (other && (versionNumber(other.version) ?? 0) >= (versionNumber(action.version) ?? 0)) continue
    const pickers = action.pickers.map((one, i) => ({ ...one, target: names[i] ?? one.target }))
    kept.set(action.name, { ...action, pickers })
  }
  return { actions: [...kept.values()], broken }
}

function resolveTarget(picker: ActionPicker, service: string, targets: PickerTargets): string | null {
  const known = targets[picker.kind]
  const full = `${service}-${picker.target}`
  const hit =
    known.find(one => one.name === picker.target) ??
    known.find(one => one.name === full) ??
    known.find(one => one.folderName === picker.target && one.service === service) ??
    known.find(one => one.folderName === picker.target)
  return hit?.name ?? null
}

/** `…/connection/basic/v1` and `…/connection/basic` both are `basic`. */
function folderNameOf(folder: string): string {
  return basename(dirname(folder)) === 'connection' ? basename(folder) : basename(dirname(folder))
}
