import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readTeam } from './read-team.ts'

let folder: string
let secret: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'flow-read-team-'))
  secret = join(folder, 'secret')
  await writeFile(secret, `${'s'.repeat(40)}\n`)
  await writeFile(join(folder, 'short'), 'short')
})
afterAll(() => rm(folder, { recursive: true }))

function read(env: Record<string, string>, publicUrl: string | undefined = 'https://flow.example.com') {
  const problems: string[] = []
  const team = readTeam({ env: { FLOW_MODE: 'team', FLOW_KEY_FILE: '/keys/flow.key', ...env }, publicUrl, problems })
  return { team, problems: problems.join('\n') }
}

const OIDC = { FLOW_OIDC_ISSUER: 'https://login.example.com', FLOW_OIDC_CLIENT_ID: 'flow' }

describe('the settings of team mode', () => {
  it('are none in single mode, which is the usual one', () => {
    expect(read({ FLOW_MODE: '' }).team).toBeUndefined()
    expect(read({ FLOW_MODE: 'crowd' }).problems).toContain('none of: single, team')
  })

  it('are listed whole where everything is missing', () => {
    const problems: string[] = []
    readTeam({ env: { FLOW_MODE: 'team' }, publicUrl: undefined, problems })
    expect(problems).toHaveLength(4)
    expect(problems.join('\n')).toMatch(
      /publicUrl[\s\S]*FLOW_KEY_FILE[\s\S]*FLOW_OIDC_ISSUER[\s\S]*FLOW_OIDC_CLIENT_ID/,
    )
  })

  it('take a sign-in service', () => {
    const { team, problems } = read({ ...OIDC, FLOW_OIDC_CLIENT_SECRET_FILE: secret, FLOW_ADMIN_GROUP: 'keepers' })
    expect(problems).toBe('')
    expect(team).toMatchObject({
      adminGroup: 'keepers',
      signIn: { kind: 'oidc', clientSecret: 's'.repeat(40), scopes: 'openid profile', groupsClaim: 'groups' },
    })
  })

  it.each([
    ['http://login.example.com', 'is not an https address'],
    ['https://user@login.example.com', 'is not an https address'],
    ['login', 'is not an https address'],
  ])('refuse the issuer %s', (issuer, words) => {
    expect(read({ ...OIDC, FLOW_OIDC_ISSUER: issuer }).problems).toContain(words)
  })

  it('refuse an address without https but on this machine', () => {
    expect(read(OIDC, 'http://flow.example.com').problems).toContain('Team mode needs https')
    expect(read(OIDC, 'http://localhost:4600').problems).toBe('')
  })

  it('refuse a proxy without a list of addresses, a secret, or with a short one', () => {
    const bare = read({ FLOW_PROXY_USER_HEADER: 'X-User' }).problems
    expect(bare).toMatch(/FLOW_PROXY_ADDRESSES is missing[\s\S]*FLOW_PROXY_SECRET_FILE is missing/)
    const short = { FLOW_PROXY_USER_HEADER: 'X-User', FLOW_PROXY_SECRET_FILE: join(folder, 'short') }
    expect(read({ ...short, FLOW_PROXY_ADDRESSES: '10.0.0.1' }).problems).toContain('fewer than 32')
    expect(read({ ...short, FLOW_PROXY_ADDRESSES: 'proxy,10.0.0.0/64' }).problems).toMatch(
      /"proxy"[\s\S]*"10.0.0.0\/64"/,
    )
    expect(read({ ...OIDC, FLOW_PROXY_USER_HEADER: 'X-User' }).problems).toContain('Choose one way')
  })

  it('take the key from elsewhere', () => {
    const env = { ...OIDC, FLOW_KEY_FILE: '', FLOW_KEY_COMMAND: '/usr/bin/wrap' }
    expect(read(env).problems).toBe('')
  })
})
