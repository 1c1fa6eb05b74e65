import { basename, join } from 'node:path'
import { isObject, type Json, type JsonObject, own } from '#shared/json.ts'
import { type ArtifactFolder, hasFile, listArtifactFolders } from './artifact-folders.ts'
import { brokenAt, type ConnectorPlace, type FileProblem, type Found, shownPath, wholeFile } from './found.ts'
import { readMetadata } from './metadata.ts'
import { refuseName, versionNumber } from './names.ts'
import { type ReadDocument, readDocument } from './read-document.ts'
import type { ArtifactWarning, ConnectionArtifact } from './types.ts'

/** Every connection type of a connector, all versions, in the artifact and the bare shape (flow-format.md §2.1). */
export async function readConnections(place: ConnectorPlace): Promise<Found<ConnectionArtifact>> {
  const found: Found<ConnectionArtifact> = { items: [], broken: [] }
  const folders = await listArtifactFolders(join(place.home, 'auth', 'connection'), 'connection.json')
  for (const at of folders) {
    const result = await readConnection(place, at)
    if ('problem' in result) {
      found.broken.push(brokenAt(place, { file: result.file, name: at.folderName }, result.problem))
    } else found.items.push(result.artifact)
  }
  return found
}

type ConnectionResult = { artifact: ConnectionArtifact } | { problem: FileProblem; file: string }

async function readConnection(place: ConnectorPlace, at: ArtifactFolder): Promise<ConnectionResult> {
  const { file, folder } = at
  const result = await readDocument(file)
  if (!result.ok) return { problem: result.problem, file }
  const { read } = result
  const form = findForm(read)
  if ('problem' in form) return { problem: form.problem, file }
  const title = own(form.input, 'title')
  const { metadata, warnings } = readMetadata(
    read.document,
    {
      name: at.folderName,
      version: at.folderVersion ?? 'v1',
      label: typeof title === 'string' && title.trim() !== '' ? title : at.folderName,
      icon: place.service,
    },
    read.locate,
  )
  const refused = refuseIdentity(metadata, read)
  if (refused) return { problem: refused, file }
  if (!(await hasFile(folder, 'index.js'))) {
    const message = 'index.js is missing beside this connection.json; it has to export connect and validate'
    return { problem: wholeFile('no-connect', message), file: join(folder, 'index.js') }
  }
  const output = own(read.document, 'output')
  const artifact: ConnectionArtifact = {
    ...metadata,
    folder,
    file,
    relativeFile: shownPath(place, file),
    source: read.source,
    document: read.document,
    inputPointer: form.pointer,
    input: form.input,
    output: isObject(output) ? output : null,
    latest: false,
    warnings: [...warnings, ...nameMismatches(metadata, at, read)],
  }
  return { artifact }
}

/** `input` when it is an object; else the file itself when it looks like a schema. */
function findForm(read: ReadDocument): { input: JsonObject; pointer: string } | { problem: FileProblem } {
  const inner = own(read.document, 'input')
  const bare = own(read.document, 'properties') !== undefined || own(read.document, 'oneOf') !== undefined
  if (!isObject(inner) && !bare) {
    const place = inner === undefined ? read.locate('') : read.locate('/input')
    const message = 'there is no form schema: the file needs "input" with an object, or "properties" of its own'
    return { problem: { ...place, code: 'no-schema', message } }
  }
  const input = isObject(inner) ? inner : read.document
  const pointer = isObject(inner) ? '/input' : ''
  const type: Json | undefined = own(input, 'type')
  if (type !== undefined && type !== 'object') {
    const message = `the form schema has "type": ${JSON.stringify(type)}; it has to be "object"`
    return { problem: { ...read.locate(`${pointer}/type`), code: 'root-not-object', message } }
  }
  return { input, pointer }
}

function refuseIdentity(metadata: { name: string; version: string }, read: ReadDocument): FileProblem | null {
  const name = refuseName(metadata.name)
  if (name) return { ...read.locate('/name'), code: 'bad-name', message: name }
  if (versionNumber(metadata.version) === null) {
    const message = `the version "${metadata.version.slice(0, 100)}" cannot be used: it has to be v1, v2, v3 …`
    return { ...read.locate('/version'), code: 'bad-name', message }
  }
  return null
}

function nameMismatches(
  metadata: { name: string; version: string },
  at: ArtifactFolder,
  read: ReadDocument,
): ArtifactWarning[] {
  const warnings: ArtifactWarning[] = []
  const told = (key: 'name' | 'version', folder: string) => {
    const message = `the folder says "${folder}" and the file "${metadata[key]}"; the file counts`
    warnings.push({ ...read.locate(`/${key}`), code: 'name-mismatch', message })
  }
  if (metadata.name !== at.folderName) told('name', at.folderName)
  if (at.folderVersion !== null && metadata.version !== at.folderVersion) told('version', basename(at.folder))
  return warnings
}
