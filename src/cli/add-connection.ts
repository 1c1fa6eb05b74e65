import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { AddedArtifact } from './added-artifact.ts'
import { artifactName, checkVersion, titleOf } from './artifact-name.ts'
import { keepSchemas } from './keep-schemas.ts'
import { readProject } from './read-project.ts'
import { connectionTemplate } from './templates/connection-template.ts'
import { writeNewFolder } from './write-new-folder.ts'

interface AddConnectionOptions {
  parentDir: string
  artifactVersion: string
  now: Date
}

/** Adds a connection type to the project. */
export async function addConnection(shortName: string, options: AddConnectionOptions): Promise<AddedArtifact> {
  const version = checkVersion(options.artifactVersion)
  const { root, service } = await readProject(options.parentDir)
  const name = artifactName(service, shortName)
  const folder = `auth/connection/${name}/${version}`
  const uid = randomBytes(16).toString('hex')
  const content = connectionTemplate({ name, version, service, uid, title: titleOf(name), now: options.now })
  await writeNewFolder(join(root, folder), content, folder)
  await keepSchemas(root)
  return { kind: 'connection', name, version, folder, warnings: [] }
}
