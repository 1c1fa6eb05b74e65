import { basename, resolve } from 'node:path'
import { listConnectorFiles, packConnector } from '#connectors/pack-connector.ts'
import { UPLOAD_LIMITS } from '#connectors/unpack-connector.ts'
import { AppError } from '#shared/errors/app-error.ts'

export interface PackedProject {
  /** Of the folder. */
  name: string
  files: number
  bytes: number
  /** A tar archive; can be asked for once. */
  archive: AsyncIterable<Uint8Array>
}

/** A connector project as it is sent to a server. Throws `too_large` for one that no server takes. */
export async function packProject(sourceDir: string): Promise<PackedProject> {
  const root = resolve(sourceDir)
  const files = await listConnectorFiles(root)
  const bytes = files.reduce((sum, { size }) => sum + size, 0)
  if (files.length > UPLOAD_LIMITS.files || bytes > UPLOAD_LIMITS.bytes) {
    const detail = `The project has ${files.length} files of ${megabytes(bytes)} together; a server takes at most ${UPLOAD_LIMITS.files} of ${megabytes(UPLOAD_LIMITS.bytes)}. Nothing was deployed.`
    throw new AppError('too_large', { detail })
  }
  return { name: basename(root), files: files.length, bytes, archive: packConnector(root, files) }
}

function megabytes(bytes: number): string {
  return `${(bytes / 1_048_576).toFixed(1)} MB`
}
