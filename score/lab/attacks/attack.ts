import type { AttackLab } from './attack-lab.ts'

/** How often something was tried, and what of it succeeded, each in words. */
interface Tries {
  tried: number
  successes: string[]
}

/**
 * One kind of attack. Its name begins with the row of docs/contract/oauth.md §3 that it is about, or the section of
 * security.md.
 */
export interface Attack {
  name: string
  run(lab: AttackLab, note: Note): Promise<void>
}

/** Counts one try. */
export type Note = (succeeded: boolean, words: string) => void

/** Runs one of them, and counts. */
export async function tryAttack({ run }: Attack, lab: AttackLab): Promise<Tries> {
  const tries: Tries = { tried: 0, successes: [] }
  await run(lab, (succeeded, words) => {
    tries.tried++
    if (succeeded) tries.successes.push(words)
  })
  return tries
}
