import { basename, join } from 'node:path'
import { isObject, type Json, type JsonObject, own } from '#shared/json.ts'
import { hasFile } from './artifact-folders.ts'
import type { FileProblem } from './found.ts'
import { serviceOf, titleFrom } from './names.ts'
import { readDocument } from './read-document.ts'

export interface Manifest {
  service: string
  displayName: string
  version: string
  /** The package.json is there but cannot be used; the names then come from the folder. */
  problem: FileProblem | null
}

/** What `package.json` says about the connector as a whole; every part of it is optional. Never throws. */
export async function readManifest(root: string): Promise<Manifest> {
  const result = (await hasFile(root, 'package.json')) ? await readDocument(join(root, 'package.json')) : null
  const document: JsonObject = result?.ok ? result.read.document : {}
  const flow = own(document, 'flow')
  const settings: JsonObject = isObject(flow) ? flow : {}
  const service = serviceOf(
    { service: text(own(settings, 'service')), packageName: text(own(document, 'name')) },
    basename(root),
  )
  return {
    service,
    displayName: text(own(settings, 'displayName')) || titleFrom(service),
    version: text(own(document, 'version')) || '0.0.0',
    problem: result && !result.ok ? result.problem : null,
  }
}

function text(value: Json | undefined): string {
  return typeof value === 'string' ? value.trim() : ''
}
