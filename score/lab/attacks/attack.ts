import type { AttackLab } from './attack-lab.ts'

/** How often something was tried, and what of it succeeded, each in words. */
export interface Tries {
  tried: number
  successes: string[]
}

/**
 * One kind of attack. Its name begins with the row of docs/contract/oauth.md §3 that it is about, or the section of
 * security.md.
 */
export interface Attack {
  name: string
  run(lab: AttackLab): Promise<Tries>
}

/** Counts one try. */
export function note(tries: Tries, succeeded: boolean, words: string): void {
  tries.tried++
  if (succeeded) tries.successes.push(words)
}
