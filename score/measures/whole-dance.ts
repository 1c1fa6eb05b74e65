import { execFileSync } from 'node:child_process'
import { openMockPeer } from '../lab/dance/mock-peer.ts'
import { type OAuthlibDance, oauthlibPeer } from '../lab/dance/oauthlib-peer.ts'
import { oidcPeer } from '../lab/dance/oidc-peer.ts'
import { OIDC_VARIANTS } from '../lab/dance/oidc-variants.ts'
import { type DanceResult, runDance } from '../lab/dance/run-dance.ts'
import { findOAuthlib } from '../lab/signers/sign-with-oauthlib.ts'
import type { Measure } from '../measure.ts'

const CLASSIC: readonly OAuthlibDance[] = [
  { method: 'HMAC-SHA1', sendIn: 'header' },
  { method: 'HMAC-SHA256', sendIn: 'query' },
  { method: 'HMAC-SHA512', sendIn: 'body' },
  { method: 'PLAINTEXT', sendIn: 'header' },
  { method: 'RSA-SHA1', sendIn: 'header' },
]
/** Second opinions of the distribution. No dance with them is written yet. */
const OTHERS = ['glewlwyd', 'django-oauth-toolkit', 'doorkeeper']

/** The whole life of a login at servers that other people wrote (oauth.md §15). */
export const wholeDance: Measure = {
  id: 'C-3',
  measure: 'steps of a whole login that work at independent servers',
  target: 'all',
  quick: true,
  async run() {
    const results: { server: string; result: DanceResult }[] = []
    const skipped = OTHERS.map(name => `${name}: skipped, optional`)
    const dance = async (server: string, run: Promise<DanceResult[]>) => {
      results.push(...(await run).map(result => ({ server, result })))
    }
    await dance('oidc-provider', runDance(oidcPeer()))
    for (const [name, variant] of OIDC_VARIANTS)
      await dance(`oidc-provider, ${name}`, runDance(oidcPeer(await variant())))
    await dance('oauth2-mock-server', runDance(openMockPeer))
    const oauthlib = findOAuthlib()
    if (!oauthlib) skipped.push('oauthlib: skipped, python3-oauthlib is not installed')
    for (const classic of oauthlib ? CLASSIC : []) {
      const server = `oauthlib ${oauthlib?.version}, ${classic.method} in the ${classic.sendIn}`
      if (classic.method === 'RSA-SHA1' && oauthlib && !knowsRsa(oauthlib.python)) {
        skipped.push(`${server}: skipped, python3-jwt and python3-cryptography are not installed`)
      } else if (oauthlib) await dance(server, runDance(oauthlibPeer(oauthlib.python, classic)))
    }
    const failed = results.filter(({ result }) => result.why !== '')
    const servers = [...new Set(results.map(({ server }) => server))]
    return {
      value: `${results.length - failed.length} of ${results.length}`,
      ok: failed.length === 0,
      details: [
        ...failed.map(({ server, result }) => `${server}: ${result.step}: ${result.why}`),
        ...servers.map(name => `${name}: ${results.filter(({ server }) => server === name).length} steps`),
        ...skipped,
      ],
    }
  },
}

function knowsRsa(python: string): boolean {
  try {
    execFileSync(python, ['-c', 'import jwt, cryptography'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}
