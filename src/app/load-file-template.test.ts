import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Config, parseConfig } from '#config/config.ts'
import { parseJsonc } from '#shared/jsonc.ts'
import { loadFileTemplate } from './load-file-template.ts'

const CONFIG_JSON = {
  name: 'depot-cloud',
  title: 'depot:cloud_title',
  base_url: 'https://{HOST}.depot.example/{{NOT_A_NAME}}',
  oauth2_auth_url: '/authorize',
  oauth2_auth_query: ['{"client_id":"{client_id}","tenant":"{TENANT}","region":"{REGION}"}'],
  oauth2_token_url: '/token',
  oauth2_token_data: ['{"client_secret":"{CLIENT_SECRET}","stage":"{STAGE}"}'],
  env_local_params: ['{"redirect_uri":"OAUTH_ENDPOINT_OAUTH_RETURN"}', '{"STAGE":"test"}'],
}

let home: string
let config: Config

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'flow-template-'))
  const depot = join(home, 'connectors', 'depot')
  await mkdir(join(depot, 'auth/oauth/depot-cloud'), { recursive: true })
  await mkdir(join(depot, 'locales'))
  await writeFile(join(depot, 'locales/en.json'), '{ "cloud_title": "Depot Cloud" }')
  await writeFile(join(depot, 'auth/oauth/depot-cloud/config.json'), JSON.stringify(CONFIG_JSON))
  config = { ...parseConfig({ options: { data: home }, env: {} }), params: { REGION: 'eu' } }
})

afterAll(() => rm(home, { recursive: true }))

describe('the template of a load file', () => {
  it('asks for every key that nothing else gives', async () => {
    const { value } = parseJsonc(await loadFileTemplate(config, 'depot-cloud'))
    expect(value).toEqual({
      'depot-cloud': {
        'Depot Cloud': {
          CLIENT_ID: '<CLIENT_ID>',
          CLIENT_SECRET: '<CLIENT_SECRET>',
          HOST: '<HOST>',
          TENANT: '<TENANT>',
        },
      },
    })
  })

  it('names the return URI to register', async () => {
    const text = await loadFileTemplate(config, 'depot-cloud')
    expect(text).toContain(
      '// Return URI to register at Depot Cloud: http://localhost:4600/oauth/return/depot-cloud/depot-cloud',
    )
  })

  it('names what there is when the config is unknown', async () => {
    await expect(loadFileTemplate(config, 'depot')).rejects.toThrow('Known: depot-cloud.')
  })
})
