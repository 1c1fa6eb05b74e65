import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { draftFromIssuer } from '#app/draft-from-issuer.ts'
import { type GrantCatalogue, type GrantDraft, readGrantCatalogue } from '#app/draft-oauth.ts'
import { AppError } from '#shared/errors/app-error.ts'
import type { AddedArtifact } from './added-artifact.ts'
import { artifactName, titleOf } from './artifact-name.ts'
import { keepSchemas } from './keep-schemas.ts'
import { nearestNames } from './nearest-name.ts'
import { readProject } from './read-project.ts'
import { configFrame, UNREAD } from './templates/config-frame.ts'
import { jsonText } from './templates/json-text.ts'
import { writeNewFolder } from './write-new-folder.ts'

export interface ImportedOAuth {
  /** Its warnings: what the config cannot say. */
  artifact: AddedArtifact
  /** In words. */
  source: string
  /** What to look at before somebody uses it. */
  check: string[]
}

/** Writes a draft of an OAuth config into the project: after an entry of a catalogue, or after the server itself. */
export async function importOAuth(
  name: string,
  options: { parentDir: string; issuer?: string; now: Date },
): Promise<ImportedOAuth> {
  const { root, service } = await readProject(options.parentDir)
  const { draft, source } = await readDraft(root, name, options.issuer)
  // "box" in the project box is box, not box-box; a name may start with a digit in the catalogue, and not here.
  const full = name === service ? service : artifactName(service, `${service}-${name}`)
  const folder = `auth/oauth/${full}`
  const { check, open, protocol, fields } = draft
  const uid = `oau${randomBytes(12).toString('hex')}`
  const config = configFrame({
    uid,
    name: full,
    title: titleOf(name),
    service,
    oauthType: protocol,
    now: options.now,
    fields: { documentation: UNREAD, ...fields },
  })
  await writeNewFolder(join(root, folder), { 'config.json': jsonText(config) }, folder)
  await keepSchemas(root)
  return {
    artifact: {
      kind: 'oauth',
      name: full,
      folder,
      warnings: open.map(item => `This provider cannot be used with a config alone: ${item}.`),
    },
    source,
    check,
  }
}

async function readDraft(
  root: string,
  name: string,
  issuer: string | undefined,
): Promise<{ draft: GrantDraft; source: string }> {
  if (issuer !== undefined) {
    const draft = await draftFromIssuer(issuer)
    return { draft: { protocol: 'OAuth2', open: [], ...draft }, source: `what ${issuer} says of itself` }
  }
  const catalogue = await readGrantCatalogue(root)
  const draft = catalogue.draft(name)
  if (!draft) throw unknownProvider(name, catalogue)
  return { draft, source: `${name} of grant ${catalogue.version}` }
}

function unknownProvider(name: string, { names }: GrantCatalogue): AppError {
  const near = nearestNames(name, names)
  const hint = near.length === 0 ? `It has ${names.length} others.` : `The nearest: ${near.join(', ')}.`
  return new AppError('wrong_use', { detail: `The catalogue of grant has no ${name}. ${hint} Nothing was written.` })
}
