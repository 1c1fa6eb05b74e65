import { generateKeyPairSync } from 'node:crypto'
import { standIn } from '../diagnose-config.ts'
import type { ProjectOAuth } from './find-project-oauth.ts'

/** `values` with something in every place that the config still asks for; only a practice provider takes it. */
export function standInValues(oauth: ProjectOAuth, values: Readonly<Record<string, string>>): Record<string, string> {
  const made = { ...values }
  // What proves the client shows only once the rest is there.
  for (const key of oauth.missing(made)) made[key] = standInFor(oauth, key)
  for (const key of oauth.missing(made)) made[key] = standInFor(oauth, key)
  return made
}

function standInFor({ artifact }: ProjectOAuth, key: string): string {
  switch (key) {
    case 'CLIENT_ID':
      return 'practice-client'
    case 'CLIENT_SECRET':
      return 'practice-client-secret'
    case 'PRIVATE_KEY':
      return privateKey(artifact.source)
    default:
      return addressOf(standIn(artifact, key), key)
  }
}

/** Whole addresses are kept apart by their paths, or one of them would stand for all requests. */
function addressOf(value: string, key: string): string {
  return value.startsWith('https:') ? `${value}/${key.toLowerCase()}` : value
}

function privateKey(source: string): string {
  const { privateKey: key } = /"ES256"/.test(source)
    ? generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
    : generateKeyPairSync('rsa', { modulusLength: 2048 })
  return key.export({ type: 'pkcs8', format: 'pem' }).toString()
}
