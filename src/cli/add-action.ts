import { randomBytes } from 'node:crypto'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { AddedArtifact } from './added-artifact.ts'
import { artifactName, checkVersion, titleOf } from './artifact-name.ts'
import { readProject } from './read-project.ts'
import { actionTemplate, type PickerTarget } from './templates/action-template.ts'
import { writeNewFolder } from './write-new-folder.ts'

interface AddActionOptions {
  parentDir: string
  artifactVersion: string
}

/** Adds an action whose one picker offers what the project has: its first connection, else its first OAuth. */
export async function addAction(shortName: string, options: AddActionOptions): Promise<AddedArtifact> {
  const version = checkVersion(options.artifactVersion)
  const { root, service } = await readProject(options.parentDir)
  const name = artifactName(service, shortName)
  const folder = `action/${name}/${version}`
  const found = await firstTarget(root)
  const target: PickerTarget = found ?? { kind: 'connection', name: artifactName(service, 'basic') }
  const uid = randomBytes(16).toString('hex')
  const titles = { title: titleOf(name), serviceTitle: titleOf(service) }
  await writeNewFolder(join(root, folder), actionTemplate({ name, version, service, uid, ...titles, target }), folder)
  const missing = `${name} picks ${target.name}, which is not there yet. Add it: flow add connection basic`
  return { kind: 'action', name, version, folder, warnings: found ? [] : [missing] }
}

async function firstTarget(root: string): Promise<PickerTarget | undefined> {
  for (const kind of ['connection', 'oauth'] as const) {
    const entries = await readdir(join(root, 'auth', kind), { withFileTypes: true }).catch(() => [])
    const names = entries.filter(entry => entry.isDirectory() && !entry.name.startsWith('.')).map(entry => entry.name)
    const [name] = names.sort()
    if (name !== undefined) return { kind, name }
  }
  return undefined
}
