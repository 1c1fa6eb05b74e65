import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { writePrivateFile } from '../write-private-file.ts'

/** A sign-in that has begun: what RFC 5849 calls temporary credentials. */
export interface Temporary {
  secret: string
  /** Where the browser goes back to. */
  callback: string
  scopes: string[]
  expiresAt: number
  /** Who signed in at the page, and the cookie of that browser. */
  user?: string
  cookie?: string
  /** Set when it was allowed. */
  verifier?: string
}

interface Access {
  secret: string
  user: string
  scopes: string[]
}

export interface ClassicStore {
  temporary: Map<string, Temporary>
  access(token: string): Access | undefined
  grant(access: Omit<Access, 'secret'>): { token: string; secret: string }
  revoke(token: string): void
  /** False when this nonce came before. */
  firstUse(nonce: string, now: number): boolean
}

const NONCE_MS = 10 * 60_000

/** Access tokens live in `file` until they are revoked; sign-ins and nonces are forgotten when the process ends. */
export function openClassicStore(file: string): ClassicStore {
  const tokens = new Map<string, Access>(existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : [])
  const nonces = new Map<string, number>()
  const write = () => writePrivateFile(file, `${JSON.stringify([...tokens])}\n`)
  return {
    temporary: new Map(),
    access: token => tokens.get(token),
    grant(access) {
      const [token, secret] = [randomText(), randomText()]
      tokens.set(token, { ...access, secret })
      write()
      return { token, secret }
    },
    revoke(token) {
      if (tokens.delete(token)) write()
    },
    firstUse(nonce, now) {
      for (const [old, at] of nonces) if (at < now - NONCE_MS) nonces.delete(old)
      if (nonces.has(nonce)) return false
      nonces.set(nonce, now)
      return true
    },
  }
}

/** 24 random bytes, safe in addresses and forms. */
export function randomText(): string {
  return randomBytes(24).toString('base64url')
}
