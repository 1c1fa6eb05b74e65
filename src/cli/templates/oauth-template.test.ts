import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { oauthTemplate } from './oauth-template.ts'

const contract = readFileSync(new URL('../../../docs/contract/flow-format.md', import.meta.url), 'utf8')

function build(useV1: boolean) {
  const content = oauthTemplate({
    name: 'depot-cloud',
    title: 'Depot Cloud',
    service: 'depot',
    id: '1'.repeat(24),
    uid: '2'.repeat(24),
    useV1,
    now: new Date('2026-03-02T09:00:00.000Z'),
  })
  return JSON.parse(content['config.json'] ?? '')
}

describe('the OAuth template', () => {
  it('is the one of the contract, with ids of its own', () => {
    const printed = /OAuth 2:\n```json\n([\s\S]*?)\n```/.exec(contract)?.[1] ?? ''
    const { _id, ...document } = build(false)
    expect(document).toEqual({ ...JSON.parse(printed), uid: `oau${'2'.repeat(24)}` })
    expect(_id).toBe('1'.repeat(24))
  })

  it('has the frame of OAuth 1 with --useV1', () => {
    const document = build(true)
    expect(document).toMatchObject({
      oauth_type: 'OAuth1',
      oauth1_request_token_url: '/request_token',
      oauth1_authorize_url: '/authorize',
      oauth1_access_token_url: '/access_token',
      oauth1_signature_method: 'HMAC-SHA1',
    })
    expect(Object.keys(document).filter(key => key.startsWith('oauth2_'))).toEqual([])
  })

  it('has only OAuth 1 fields that the contract names', () => {
    const section = contract.slice(contract.indexOf('## 9.'), contract.indexOf('## 10.'))
    for (const key of Object.keys(build(true)).filter(name => name.startsWith('oauth1_'))) {
      const short = key.replace(/_(method|headers|query|data)$/, '')
      expect(
        section.includes(`\`${key}\``) || section.includes(`\`${short}\``) || section.includes(`\`${short}_url\``),
      ).toBe(true)
    }
  })
})
