import { generateKeyPairSync } from 'node:crypto'

const pair = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  publicKeyEncoding: { type: 'spki', format: 'pem' },
})

/** PEM; made anew in every run. */
export const PRIVATE_KEY = pair.privateKey
export const PUBLIC_KEY = pair.publicKey
