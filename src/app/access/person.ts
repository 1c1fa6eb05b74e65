import type { UserRow } from '#store/connect-types.ts'
import type { Actor } from '../actor.ts'

/** Somebody as those who know them say. */
export interface Identity {
  /** Who says so: the address of the sign-in service, or `proxy`. */
  issuer: string
  /** Theirs for ever; never an e-mail address, which goes from one person to another. */
  subject: string
  name: string | null
  /** Absent: nothing was said about groups. */
  groups?: readonly string[]
}

/** What is known of the browser that somebody signs in with. */
export interface SigningBrowser {
  /** The cookie it had before: that session ends, so that nobody can plant one (session fixation). */
  oldCookie?: string | undefined
  /** What it calls itself. */
  browser?: string | undefined
}

/** Whom somebody acts for, and what to call them. */
export interface Person {
  actor: Actor
  /** What whoever vouches calls them; empty for the built-in user. */
  subject: string
  name: string
}

/** The built-in user of `single` mode. */
export function localPerson(actor: Actor): Person {
  return { actor, subject: '', name: 'Local user' }
}

export function personOf({ id, workspaceId, role, name, subject }: UserRow): Person {
  return { actor: { workspaceId, userId: id, admin: role === 'admin' }, subject, name: name ?? subject }
}

/** Users of a host are known to its key alone: they sign in there, not here. */
export function signsInHere({ issuer }: Pick<UserRow, 'issuer'>): boolean {
  return !issuer.startsWith('key:')
}
