import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { ApiDraft } from '#app/openapi/api-draft.ts'
import { draftOpenApi } from '#app/openapi/draft-openapi.ts'
import { readOpenApi } from '#app/openapi/read-openapi.ts'
import { AppError } from '#shared/errors/app-error.ts'
import { addExcerpts } from './add-excerpts.ts'
import type { AddedArtifact } from './added-artifact.ts'
import { artifactName, titleOf } from './artifact-name.ts'
import { keepSchemas } from './keep-schemas.ts'
import { readProject } from './read-project.ts'
import { apiCodeTemplate } from './templates/api-code-template.ts'
import { configFrame, UNREAD } from './templates/config-frame.ts'
import { connectionTemplate } from './templates/connection-template.ts'
import { jsonText } from './templates/json-text.ts'
import { type FolderContent, writeNewFolder } from './write-new-folder.ts'

export interface ImportedApi {
  /** What was written. */
  artifacts: AddedArtifact[]
  /** What was not drafted, and why. */
  left: string[]
  check: string[]
}

/** Writes a connection or an OAuth config for each security scheme of an OpenAPI document into the project. */
export async function importOpenApi(path: string, options: { parentDir: string; now: Date }): Promise<ImportedApi> {
  const { root, service } = await readProject(options.parentDir)
  const description = await readOpenApi(path).catch(async error => {
    throw await addExcerpts(error, dirname(path))
  })
  const { drafts, left } = draftOpenApi(description)
  if (drafts.length === 0) {
    const why = left.length === 0 ? 'It names no security scheme.' : `It has ${left.join('; ')}.`
    throw new AppError('wrong_use', { detail: `Nothing of this document can be drafted. ${why}` })
  }
  const imported: ImportedApi = { artifacts: [], left, check: [] }
  const artifacts = drafts.map(draft => {
    const name = artifactName(service, draft.name)
    return { draft, name, ...artifactOf(draft, { name, service, now: options.now }) }
  })
  const there = artifacts.find(({ folder }) => existsSync(join(root, folder)))
  if (there) throw new AppError('already_exists', { detail: `${there.folder} is there already. Nothing was written.` })
  for (const { draft, name, folder, content } of artifacts) {
    await writeNewFolder(join(root, folder), content, folder)
    const version = draft.kind === 'connection' ? { version: 'v1' } : {}
    imported.artifacts.push({ kind: draft.kind, name, ...version, folder, warnings: [] })
    imported.check.push(...checksOf(draft, name))
  }
  await keepSchemas(root)
  return imported
}

function artifactOf(
  draft: ApiDraft,
  { name, service, now }: { name: string; service: string; now: Date },
): { folder: string; content: FolderContent } {
  const title = titleOf(name)
  if (draft.kind === 'oauth') {
    const uid = `oau${randomBytes(12).toString('hex')}`
    const config = configFrame({
      uid,
      name,
      title,
      service,
      oauthType: 'OAuth2',
      now,
      fields: { documentation: UNREAD, ...draft.fields },
    })
    return { folder: `auth/oauth/${name}`, content: { 'config.json': jsonText(config) } }
  }
  const { authType, fields, code } = draft
  const written = { authType, properties: fields, code: apiCodeTemplate(code) }
  const uid = randomBytes(16).toString('hex')
  const content = connectionTemplate({ name, version: 'v1', title, service, uid, now, written })
  return { folder: `auth/connection/${name}/v1`, content }
}

function checksOf(draft: ApiDraft, name: string): string[] {
  if (draft.kind === 'oauth') return draft.check.map(line => `${name}: ${line}`)
  const { probe } = draft.code
  return [
    probe === undefined
      ? `${name}: Write validate.`
      : `${name}: validate asks ${probe}. Does that tell good values from bad?`,
  ]
}
