import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { draftFromGrant, type GrantDraft } from '#oauth/draft-from-grant.ts'
import { AppError } from '#shared/errors/app-error.ts'
import { isObject, type JsonObject, own } from '#shared/json.ts'
import { parseJsonc } from '#shared/jsonc.ts'

export type { GrantDraft } from '#oauth/draft-from-grant.ts'

/** The catalogue of the npm package `grant` that a project has installed. */
export interface GrantCatalogue {
  version: string
  /** Names of its providers. */
  names: string[]
  /** Null where the catalogue has no such name, or an entry without addresses. */
  draft(name: string): GrantDraft | null
}

/**
 * Reads the catalogue of the package `grant` as seen from `folder`; only its JSON files, none of its code. Throws
 * `wrong_use` with what to run where the package is not installed.
 */
export async function readGrantCatalogue(folder: string): Promise<GrantCatalogue> {
  const from = createRequire(join(folder, 'package.json'))
  const read = async (file: string): Promise<JsonObject> => {
    const { value } = parseJsonc(await readFile(from.resolve(`grant/${file}`), 'utf8'))
    return isObject(value) ? value : {}
  }
  let catalogue: JsonObject
  try {
    catalogue = await read('config/oauth.json')
  } catch {
    throw new AppError('wrong_use', {
      detail: `The package grant, whose catalogue is read, is not installed in ${folder}. Run there: npm install --save-dev grant`,
    })
  }
  const [profiles, { version }] = await Promise.all([
    read('config/profile.json').catch((): JsonObject => ({})),
    read('package.json'),
  ])
  return {
    version: typeof version === 'string' ? version : '',
    names: Object.keys(catalogue),
    draft: name => draftFromGrant(name, own(catalogue, name), own(profiles, name)),
  }
}
