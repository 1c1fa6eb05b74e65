import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { AddedArtifact } from './added-artifact.ts'
import { artifactName, titleOf } from './artifact-name.ts'
import { keepSchemas } from './keep-schemas.ts'
import { readProject } from './read-project.ts'
import { oauthTemplate } from './templates/oauth-template.ts'
import { writeNewFolder } from './write-new-folder.ts'

interface AddOAuthOptions {
  parentDir: string
  useV1: boolean
  now: Date
}

/** Adds an OAuth config to the project. */
export async function addOAuth(shortName: string, { parentDir, useV1, now }: AddOAuthOptions): Promise<AddedArtifact> {
  const { root, service } = await readProject(parentDir)
  const name = artifactName(service, shortName)
  const folder = `auth/oauth/${name}`
  const [id, uid] = [randomBytes(12).toString('hex'), randomBytes(12).toString('hex')]
  const content = oauthTemplate({ name, title: titleOf(name), service, id, uid, useV1, now })
  await writeNewFolder(join(root, folder), content, folder)
  await keepSchemas(root)
  return { kind: 'oauth', name, folder, warnings: [] }
}
