import { join } from 'node:path'
import { isObject, type JsonObject, own } from '#shared/json.ts'
import { toPointer } from '#shared/json-pointer.ts'
import type { Position } from '#shared/jsonc.ts'
import { type ArtifactFolder, listArtifactFolders } from './artifact-folders.ts'
import { brokenAt, type ConnectorPlace, type FileProblem, type Found, shownPath } from './found.ts'
import { readMetadata } from './metadata.ts'
import { refuseName, titleFrom, versionNumber } from './names.ts'
import { readDocument } from './read-document.ts'
import type { ActionArtifact, ActionPicker } from './types.ts'

/** An action whose pickers still carry the names as written; `places` says where each stands. */
export interface ReadAction {
  action: ActionArtifact
  published: boolean
  places: Position[]
}

/** Every `action.json` of a connector. Only its pickers are read (flow-format.md §5). */
export async function readActions(place: ConnectorPlace): Promise<Found<ReadAction>> {
  const found: Found<ReadAction> = { items: [], broken: [] }
  for (const at of await listArtifactFolders(join(place.home, 'action'), 'action.json')) {
    const result = await readAction(place, at)
    if ('action' in result) found.items.push(result)
    else found.broken.push(brokenAt(place, { file: at.file, name: at.folderName }, result))
  }
  return found
}

async function readAction(place: ConnectorPlace, at: ArtifactFolder): Promise<ReadAction | FileProblem> {
  const result = await readDocument(at.file)
  if (!result.ok) return result.problem
  const { document, locate } = result.read
  const inner = own(document, 'input')
  const input: JsonObject = isObject(inner) ? inner : document
  const prefix = isObject(inner) ? ['input'] : []
  const title = own(input, 'title')
  const defaults = {
    name: at.folderName,
    version: at.folderVersion ?? 'v1',
    label: typeof title === 'string' && title !== '' ? title : titleFrom(at.folderName),
    icon: place.service,
  }
  const { metadata } = readMetadata(document, defaults, locate)
  const refused = refuseName(metadata.name)
  if (refused) return { ...locate('/name'), code: 'bad-name', message: refused }
  if (versionNumber(metadata.version) === null) {
    return { ...locate('/version'), code: 'bad-name', message: 'the version has to be v1, v2, v3 …' }
  }
  const pickers = pickersOf(input)
  const { name, version, label, icon, published } = metadata
  return {
    action: { name, version, label, icon, pickers, file: at.file, relativeFile: shownPath(place, at.file) },
    published,
    places: pickers.map(picker => locate(toPointer([...prefix, 'properties', picker.property, picker.kind]))),
  }
}

function pickersOf(input: JsonObject): ActionPicker[] {
  const properties = own(input, 'properties')
  const required = own(input, 'required')
  const pickers: ActionPicker[] = []
  for (const [property, field] of Object.entries(isObject(properties) ? properties : {})) {
    if (!isObject(field)) continue
    const kind = (['connection', 'oauth'] as const).find(key => typeof own(field, key) === 'string')
    if (!kind) continue
    const title = own(field, 'title')
    const minLength = own(field, 'minLength')
    pickers.push({
      property,
      title: typeof title === 'string' && title !== '' ? title : titleFrom(property),
      required:
        (typeof minLength === 'number' && minLength >= 1) || (Array.isArray(required) && required.includes(property)),
      kind,
      target: String(own(field, kind)),
    })
  }
  return pickers
}
