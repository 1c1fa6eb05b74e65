import { readdirSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'
import { discoverConnectors } from '#connectors/discover.ts'
import type { ConnectorFolder, Discovery, OAuthArtifact } from '#connectors/types.ts'
import { loadConfig } from '#oauth/load-config.ts'
import { namesOf, parseTemplate } from '#oauth/template.ts'

const folder = (name: string) => fileURLToPath(new URL(`../examples/${name}`, import.meta.url))
let found: Discovery
let samples: Discovery
beforeAll(async () => {
  found = await discoverConnectors([folder('catalogue')])
  samples = await discoverConnectors([folder('connectors')])
})

const GENERIC = {
  AUTH_ENDPOINT: 'https://id.example.com/authorize',
  RESOURCE_URL: 'https://api.example.com/$metadata',
  TOKEN_ENDPOINT: 'https://id.example.com/token',
}

/** What an administrator of each service has to write besides id and secret. */
const NEEDED: Record<string, Record<string, string>> = {
  dynamics365: { HOST: 'contoso.crm4.dynamics.com' },
  odata: GENERIC,
  swagger: GENERIC,
}

function load({ name, document, source }: OAuthArtifact, environment: 'local' | 'production') {
  const values = { CLIENT_ID: 'id', CLIENT_SECRET: 'secret', ...NEEDED[name] }
  const entry = { connector: name, displayName: 'Any', values }
  return loadConfig({
    document,
    source,
    entry,
    environment,
    params: {},
    redirectUri: 'https://flow.example.com/return',
  })
}

/** Every text of a connector that looks like a key of its own locales. */
function keysOf({ service, displayName, oauths }: ConnectorFolder): string[] {
  const all = [displayName, ...oauths.map(one => one.source)].join('\n')
  return [...new Set([...all.matchAll(new RegExp(`\\b${service}:([a-z][a-z0-9_]*)`, 'g'))].map(([, key = '']) => key))]
}

describe('the catalogue', () => {
  it('is found whole, and nothing in it is broken or warned about', () => {
    expect(found.broken).toEqual([])
    expect(found.connectors.map(one => one.service)).toEqual(readdirSync(folder('catalogue')).sort())
    expect(found.connectors.flatMap(one => one.oauths.flatMap(oauth => oauth.warnings))).toEqual([])
  })

  it.each(['local', 'production'] as const)('loads without a diagnostic in %s', environment => {
    for (const oauth of found.connectors.flatMap(one => one.oauths)) {
      const { config, diagnostics } = load(oauth, environment)
      expect([oauth.name, diagnostics, config !== null]).toEqual([oauth.name, [], true])
    }
  })

  it('needs from an administrator only what is listed here', () => {
    for (const oauth of found.connectors.flatMap(one => one.oauths)) {
      const { hosts } = load(oauth, 'production')
      expect([oauth.name, hosts.length > 0]).toEqual([oauth.name, true])
      const needed = namesOf(parseTemplate(JSON.stringify(oauth.document))).filter(name => /^[A-Z_]+$/.test(name))
      const given = JSON.stringify(oauth.document['env_params'] ?? [])
      const open = [...new Set(needed)].filter(name => !given.includes(`\\"${name}\\"`))
      expect([oauth.name, open.sort()]).toEqual([oauth.name, Object.keys(NEEDED[oauth.name] ?? {}).sort()])
    }
  })

  it('has every text in English and German, and no text that nobody uses', () => {
    for (const one of found.connectors) {
      for (const language of ['en', 'de']) {
        const keys = Object.keys(one.locales[language] ?? {}).sort()
        expect([one.service, language, keys]).toEqual([one.service, language, keysOf(one).sort()])
      }
    }
  })

  it('clashes with no sample connector and has an icon each', () => {
    const names = [...found.connectors, ...samples.connectors].flatMap(one => [
      one.service,
      ...one.oauths.map(oauth => `oauth ${oauth.name}`),
    ])
    expect(new Set(names).size).toBe(names.length)
    expect(found.connectors.filter(one => one.icon === null)).toEqual([])
  })
})
