import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import type { JWK } from 'oidc-provider'
import { writePrivateFile } from './write-private-file.ts'

/** What must stay the same over restarts, or every login made before would break. */
export interface PracticeSettings {
  clientId: string
  clientSecret: string
  cookieKeys: string[]
  signingKey: JWK
  /** The client of the OAuth 1.0a provider. */
  classicKey: string
  classicSecret: string
}

/** The settings kept in `path`; what is missing is made and written. */
export function readSettings(path: string): PracticeSettings {
  const known = existsSync(path) ? (JSON.parse(readFileSync(path, 'utf8')) as Partial<PracticeSettings>) : {}
  const settings = { ...newSettings(), ...known }
  if (Object.keys(known).length < Object.keys(settings).length) {
    writePrivateFile(path, `${JSON.stringify(settings, null, 2)}\n`)
  }
  return settings
}

function newSettings(): PracticeSettings {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  return {
    clientId: `practice-${randomBytes(6).toString('hex')}`,
    clientSecret: randomBytes(24).toString('base64url'),
    cookieKeys: [randomBytes(24).toString('base64url')],
    signingKey: { ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256' } as JWK,
    classicKey: `classic-${randomBytes(6).toString('hex')}`,
    classicSecret: randomBytes(24).toString('base64url'),
  }
}
