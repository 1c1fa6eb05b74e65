import { globSync } from 'node:fs'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findProjectOAuth } from '#app/oauth-trial/find-project-oauth.ts'
import { standInValues } from '#app/oauth-trial/stand-in-values.ts'
import { tryProjectOAuth } from '#app/oauth-trial/try-project-oauth.ts'
import { oauthTemplate } from '#cli/templates/oauth-template.ts'
import { parseConfig } from '#config/config.ts'

const ROOT = resolve(import.meta.dirname, '..')
const FILES = globSync('examples/{catalogue,connectors}/*/auth/oauth/*/config.json', { cwd: ROOT }).sort()

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flow-trials-'))
})

afterAll(() => rm(folder, { recursive: true, force: true }))

/** Outcomes by step, and what failed in words. */
async function trial(root: string, name: string) {
  const config = parseConfig({ options: { data: folder }, env: { HOME: folder } })
  const oauth = await findProjectOAuth(root, [name], config)
  const steps = await tryProjectOAuth({
    oauth,
    displayName: 'Trial',
    folder: await mkdtemp(join(folder, 'trial-')),
    values: standInValues(oauth, {}),
    publicUrl: 'http://127.0.0.1:4999',
    config,
    requestMs: 5_000,
    mock: true,
    person: {
      signIn: async url => url.slice(new URL(url).origin.length),
      enterCode: async () => undefined,
      fill: async () => ({}),
    },
    onStep: () => undefined,
  })
  expect(JSON.stringify(steps)).not.toMatch(/"(?:access|refresh|code)-[\w-]{10}/)
  return steps.map(({ step, outcome, detail }) =>
    outcome === 'failed' ? `${step} failed: ${detail}` : `${step} ${outcome}`,
  )
}

describe('a trial against the practice provider, for each config.json that comes along', () => {
  it('there are many', () => {
    expect(FILES.length).toBeGreaterThanOrEqual(28)
  })

  it.each(FILES)('dances to the end: %s', async file => {
    const [, area, project = '', , , name = ''] = file.split('/')
    const said = await trial(join(ROOT, 'examples', area ?? '', project), name)
    expect(said.filter(line => line.includes('failed'))).toEqual([])
    expect(said.slice(0, 2)).toEqual(['sign-in ok', 'tokens ok'])
    expect(said.at(-1)).toMatch(/^revoke (?:ok|none)$/)
  })

  it.each([
    ['OAuth 2', false, ['sign-in ok', 'tokens ok', 'validate ok', 'refresh ok', 'validate ok', 'revoke none']],
    ['OAuth 1.0a', true, ['sign-in ok', 'tokens ok', 'validate ok', 'refresh none', 'revoke none']],
  ] as const)('dances to the end: the template of %s', async (kind, useV1, expected) => {
    const root = join(folder, kind.replaceAll(' ', ''), 'depot')
    const at = join(root, 'auth/oauth/depot-cloud')
    await mkdir(at, { recursive: true })
    await writeFile(join(root, 'package.json'), '{ "name": "depot", "version": "1.0.0" }')
    const ids = { id: '1'.repeat(24), uid: '2'.repeat(24), now: new Date(2026, 2, 2) }
    const content = oauthTemplate({ name: 'depot-cloud', title: 'Depot', service: 'depot', ...ids, useV1 })
    await writeFile(join(at, 'config.json'), content['config.json'] ?? '')
    expect(await trial(root, 'depot-cloud')).toEqual(expected)
  })
})
