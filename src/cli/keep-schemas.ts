import { constants, copyFile, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { SCHEMA_FOLDER } from './templates/schema-path.ts'

/** The schemas of an author's files; those of an administrator's are named where they lie. */
const KEPT = ['connection', 'config'] as const

/** A schema for editors, as it comes with the package: in the clone and in the packed build at the same height. */
export function schemaUrl(name: (typeof KEPT)[number] | 'connections' | 'load-file' | 'deploymentConfig'): URL {
  return new URL(`../../docs/schemas/${name}.json`, import.meta.url)
}

/**
 * Puts the schemas that `$schema` names into the project, so that an editor needs neither a network nor this package.
 * What is there stays.
 */
export async function keepSchemas(root: string): Promise<void> {
  const folder = join(root, SCHEMA_FOLDER)
  await mkdir(folder, { recursive: true })
  for (const name of KEPT) {
    await copyFile(fileURLToPath(schemaUrl(name)), join(folder, `${name}.json`), constants.COPYFILE_EXCL).catch(
      ignoreExisting,
    )
  }
}

function ignoreExisting(error: unknown): void {
  if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
}
