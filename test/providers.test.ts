import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'
import { discoverConnectors } from '#connectors/discover.ts'
import type { OAuthArtifact } from '#connectors/types.ts'

const at = (path: string) => fileURLToPath(new URL(`../${path}`, import.meta.url))
const text = readFileSync(at('docs/providers.md'), 'utf8')

/** What the original lists (help page "Configuring and Loading OAuths"), by the name of the service here. */
const LISTED = [
  ...['azure', 'bitly', 'box', 'dropbox', 'dynamics365', 'excel', 'github', 'gitlab', 'gmail', 'google-drive'],
  ...['google-form', 'google-sheet', 'google-task', 'google-translate', 'jira', 'odata', 'office365', 'onedrive'],
  ...['salesforce', 'servicemax', 'slack', 'swagger', 'thingworx', 'trello', 'windchill', 'youtube', 'zendesk'],
]

interface Row {
  folder: string
  oauth: OAuthArtifact
}

let rows: Row[]
let services: string[]
beforeAll(async () => {
  const found = await Promise.all(
    ['connectors', 'catalogue'].map(async folder => ({
      folder,
      connectors: (await discoverConnectors([at(`examples/${folder}`)])).connectors,
    })),
  )
  services = found.flatMap(({ connectors }) => connectors.map(one => one.service))
  rows = found
    .flatMap(({ folder, connectors }) => connectors.flatMap(one => one.oauths.map(oauth => ({ folder, oauth }))))
    .filter(({ oauth }) => !oauth.name.startsWith('practice-'))
    .sort((a, b) => (a.oauth.name < b.oauth.name ? -1 : 1))
})

/** The line of the table that a config.json asks for. */
function lineOf({ folder, oauth }: Row): string {
  const { pages, read, unverified } = oauth.documentation ?? { pages: [], read: null, unverified: [] }
  const fields = unverified.length === 0 ? '–' : unverified.map(field => `\`${field}\``).join(' ')
  const links = pages.map((page, i) => `[${i + 1}](${page})`).join(' ')
  const title = oauth.title.includes(':') ? oauth.name : oauth.title
  const protocol = oauth.oauthType === 'OAuth1' ? '1.0a' : '2'
  const cells = [title, `\`${oauth.name}\``, protocol, folder, links, read ?? 'no', read ? fields : 'all']
  return `| ${cells.join(' | ')} |`
}

describe('docs/providers.md', () => {
  it('says of every OAuth config exactly what its file says', () => {
    const table = text.split('\n').filter(line => /^\| .* \| `[\w-]+` \| (?:2|1\.0a) \|/.test(line))
    expect(table).toEqual(rows.map(lineOf))
  })

  it('leaves out no service that the original lists', () => {
    expect(LISTED.filter(service => !services.includes(service))).toEqual([])
  })

  it('names pages and a day for every config, or says that nothing was read', () => {
    for (const { oauth } of rows) {
      expect([oauth.name, oauth.documentation?.pages.length]).not.toEqual([oauth.name, 0])
      expect([oauth.name, oauth.documentation?.read]).toEqual([oauth.name, expect.stringMatching(/^20\d\d-\d\d-\d\d$/)])
    }
  })

  it('marks only fields as unverified that the config has, or leaves to a default', () => {
    for (const { oauth } of rows) {
      for (const field of oauth.documentation?.unverified ?? []) {
        const [key = '', inner] = field.split('.')
        const ext = oauth.document[key]
        const known = inner === undefined ? ext !== undefined : inner === 'pkce' || Object.hasOwn(Object(ext), inner)
        expect([oauth.name, field, known]).toEqual([oauth.name, field, true])
      }
    }
  })
})
