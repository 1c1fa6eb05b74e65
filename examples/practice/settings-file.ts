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
}

/** The settings kept in `path`; made and written on the first start. */
export function readSettings(path: string): PracticeSettings {
  if (existsSync(path)) return JSON.parse(readFileSync(path, 'utf8'))
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const settings: PracticeSettings = {
    clientId: `practice-${randomBytes(6).toString('hex')}`,
    clientSecret: randomBytes(24).toString('base64url'),
    cookieKeys: [randomBytes(24).toString('base64url')],
    signingKey: { ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256' } as JWK,
  }
  writePrivateFile(path, `${JSON.stringify(settings, null, 2)}\n`)
  return settings
}
