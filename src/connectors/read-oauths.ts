import { join } from 'node:path'
import { own } from '#shared/json.ts'
import { foldersIn, hasFile } from './artifact-folders.ts'
import { brokenAt, type ConnectorPlace, type FileProblem, type Found, shownPath } from './found.ts'
import { readMetadata } from './metadata.ts'
import { refuseOAuthName } from './names.ts'
import { readDocument } from './read-document.ts'
import { readDocumentation } from './read-documentation.ts'
import type { OAuthArtifact } from './types.ts'

/** Every `auth/oauth/<name>/config.json`: who it is and of which kind; its fields are the OAuth engine's matter. */
export async function readOAuths(place: ConnectorPlace): Promise<Found<OAuthArtifact>> {
  const found: Found<OAuthArtifact> = { items: [], broken: [] }
  const parent = join(place.home, 'auth', 'oauth')
  for (const folderName of await foldersIn(parent)) {
    const folder = join(parent, folderName)
    if (!(await hasFile(folder, 'config.json'))) continue
    const file = join(folder, 'config.json')
    const result = await readOAuth(place, { folderName, folder, file })
    if ('name' in result) found.items.push(result)
    else found.broken.push(brokenAt(place, { file, name: folderName }, result))
  }
  return found
}

async function readOAuth(
  place: ConnectorPlace,
  at: { folderName: string; folder: string; file: string },
): Promise<OAuthArtifact | FileProblem> {
  const result = await readDocument(at.file)
  if (!result.ok) return result.problem
  const { document, source, locate } = result.read
  const defaults = { name: at.folderName, version: 'v1', label: at.folderName, icon: place.service }
  const { metadata, warnings } = readMetadata(document, defaults, locate)
  const refused = refuseOAuthName(metadata.name)
  if (refused) return { ...locate('/name'), code: 'bad-name', message: refused }
  const oauthType = own(document, 'oauth_type') ?? 'OAuth2'
  if (oauthType !== 'OAuth1' && oauthType !== 'OAuth2') {
    const message = '"oauth_type" has to be "OAuth2" or "OAuth1"'
    return { ...locate('/oauth_type'), code: 'type-mismatch', message }
  }
  if (metadata.name !== at.folderName) {
    const message = `the folder says "${at.folderName}" and the file "${metadata.name}"; the file counts`
    warnings.push({ ...locate('/name'), code: 'name-mismatch', message })
  }
  const { documentation, warnings: told } = readDocumentation(document, locate)
  const title = own(document, 'title')
  const category = own(document, 'category')
  return {
    name: metadata.name,
    folder: at.folder,
    file: at.file,
    relativeFile: shownPath(place, at.file),
    source,
    document,
    title: typeof title === 'string' && title !== '' ? title : metadata.name,
    category: typeof category === 'string' ? category : '',
    icon: metadata.icon,
    oauthType,
    documentation,
    published: metadata.published,
    warnings: [...warnings, ...told],
  }
}
