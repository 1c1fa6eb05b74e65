import { readFileSync } from 'node:fs'

const VECTORS = new URL('../../../src/oauth/oauth1/fixtures/vectors.json', import.meta.url)
const { publicTestKey }: { publicTestKey: string } = JSON.parse(readFileSync(VECTORS, 'utf8'))

/** The public test key of the OAuth wiki (oauth.md §8.3), PEM. */
export const TEST_KEY = `-----BEGIN PRIVATE KEY-----\n${publicTestKey.replace(/(.{64})/g, '$1\n')}\n-----END PRIVATE KEY-----\n`
