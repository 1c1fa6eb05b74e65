import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeAll, describe, expect, it } from 'vitest'
import { loadConfig } from '#oauth/load-config.ts'
import { compile } from '#schema/compile.ts'
import { parseJsonc } from '#shared/jsonc.ts'
import { discoverConnectors } from './discover.ts'
import type { ConnectorFolder, Discovery } from './types.ts'

const ROOT = fileURLToPath(new URL('../../examples/connectors', import.meta.url))
let found: Discovery
beforeAll(async () => {
  found = await discoverConnectors([ROOT])
})

const connector = (service: string): ConnectorFolder => {
  const hit = found.connectors.find(one => one.service === service)
  if (!hit) throw new Error(`${service} is missing`)
  return hit
}

/** Every text of a connector that looks like a key of its own locales. */
function keysOf({ service, displayName, connections, oauths, actions }: ConnectorFolder): string[] {
  const files = [...connections, ...oauths].map(one => one.source)
  const all = [displayName, ...files, ...actions.map(one => readFileSync(one.file, 'utf8'))].join('\n')
  return [...new Set([...all.matchAll(new RegExp(`\\b${service}:([\\w.-]+)`, 'g'))].map(([, key = '']) => key))].sort()
}

describe('the sample connectors', () => {
  it('are all found, and nothing in them is broken or warned about', () => {
    expect(found.broken).toEqual([])
    expect(found.connectors.map(one => one.service)).toEqual([
      'cloud-billing',
      'gmail',
      'onedrive',
      'practice',
      'thingworx',
      'trello',
      'windchill',
    ])
    expect(found.connectors.flatMap(one => [...one.connections, ...one.oauths].flatMap(a => a.warnings))).toEqual([])
  })

  it('offer the types the README speaks of', () => {
    expect(found.connectors.flatMap(one => one.connections.map(a => `${a.name} ${a.authType}`)).sort()).toEqual([
      'cloud-billing-account token',
      'practice-basic basic',
      'practice-key app_key',
      'thingworx-app-key app_key',
      'thingworx-basic basic',
      'windchill-basic basic',
    ])
    expect(found.connectors.flatMap(one => one.oauths.map(a => `${a.name} ${a.oauthType}`)).sort()).toEqual([
      'google_gmail OAuth2',
      'onedrive OAuth2',
      'practice-classic OAuth1',
      'practice-cloud OAuth2',
      'trello OAuth1',
      'windchill-oauth OAuth2',
    ])
  })

  it('show every layout word', () => {
    const words = found.connectors.flatMap(one => one.connections.map(artifact => artifact.input['format']))
    expect([...new Set(words)].sort()).toEqual(['categories', 'grid', 'grid-strict', 'table', 'tabs'])
  })

  it('have an icon of 128 by 128 pixels each', () => {
    for (const { icon, service } of found.connectors) {
      const png = Buffer.from(icon?.dataUrl.split(',')[1] ?? '', 'base64')
      expect([service, png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([service, 128, 128])
    }
  })

  it('have every text in English and German, and no text that nobody uses', () => {
    for (const one of found.connectors) {
      expect(Object.keys(one.locales).sort()).toEqual(['de', 'en'])
      for (const language of ['en', 'de']) {
        expect([one.service, language, Object.keys(one.locales[language] ?? {}).sort()]).toEqual([
          one.service,
          language,
          keysOf(one),
        ])
      }
    }
  })

  it('compile to forms without an error or a warning', () => {
    for (const { service, connections, locales } of found.connectors) {
      for (const { document, name } of connections) {
        const form = compile(document, {
          texts: { service, chain: ['de', 'en'], bundles: locales },
          profile: 'installed',
        })
        const told = form.diagnostics.filter(one => one.severity !== 'info')
        expect([name, told]).toEqual([name, []])
        expect(form.secrets.fields.map(one => one.mark)).toEqual(['format'])
      }
    }
  })

  it('have one action each, and its pickers mean something', () => {
    for (const { service, actions } of found.connectors) {
      expect([service, actions.length]).toEqual([service, 1])
      expect(actions[0]?.pickers.length).toBeGreaterThan(0)
    }
    expect(connector('thingworx').actions[0]?.pickers.map(one => one.target)).toEqual([
      'thingworx-app-key',
      'thingworx-basic',
    ])
  })

  it('load with an entry of a load file, but for OAuth 1', () => {
    const values = { CLIENT_ID: 'id', CLIENT_SECRET: 'secret', HOST: 'login.example.com' }
    const oauths = found.connectors.flatMap(one => one.oauths).filter(one => one.oauthType === 'OAuth2')
    for (const { name, document, source } of oauths) {
      const { diagnostics } = loadConfig({
        document,
        source,
        entry: { connector: name, displayName: 'Any', values },
        environment: 'local',
        params: {},
        redirectUri: 'http://localhost:4600/oauth/return/any/any',
      })
      expect([name, diagnostics.filter(one => one.severity === 'error')]).toEqual([name, []])
    }
  })
})

describe('the gmail sample', () => {
  it('keeps what the printed example of the original says', () => {
    const [config] = connector('gmail').oauths
    expect(config?.document).toMatchObject({
      _id: '56a0df8552199d8d51e0280d',
      uid: 'oau652869757c50d1cfbd1061',
      category: 'Google',
      name: 'google_gmail',
      title: 'Gmail',
      icon: 'google-mail',
    })
    const scopes = (config?.document['oauth2_params_scope'] ?? []) as string[]
    expect(Object.assign({}, ...scopes.map(entry => parseJsonc(entry).value))).toEqual({
      'https://www.googleapis.com/auth/gmail.labels': 'Manage mailbox labels',
      'https://www.googleapis.com/auth/gmail.insert': 'Insert mail into your mailbox',
      'https://www.googleapis.com/auth/gmail.modify':
        'All read/write operations except immediate, permanent deletion of threads and messages, bypassing Trash.',
      'https://www.googleapis.com/auth/gmail.readonly': 'Read all resources and their metadata—no write operations.',
      'https://www.googleapis.com/auth/gmail.compose':
        'Create, read, update, and delete drafts. Send messages and drafts.',
      'https://www.googleapis.com/auth/gmail.send': 'Send email on your behalf',
    })
  })
})

describe('the cloud-billing sample', () => {
  it('has the four fields of the picture in the original', () => {
    const [account] = connector('cloud-billing').connections
    expect(Object.keys(account?.input['properties'] ?? {})).toEqual([
      'email',
      'subscription_id',
      'account_url',
      'api_token',
    ])
    expect(account?.file).toBe(join(ROOT, 'cloud-billing/auth/connection/cloud-billing-account/v1/connection.json'))
  })
})
