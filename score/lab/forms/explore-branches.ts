import type { FormTab } from './form-tab.ts'
import type { UnionOnPage } from './instruments/unions.ts'

const LIMIT = 300

/**
 * Shows every branch of every union once, those of unions inside a branch with it, and calls `look` for each. Gives how
 * many branches were chosen.
 */
export async function exploreBranches(tab: FormTab, look: () => Promise<void>): Promise<number> {
  let chosen = 0
  const unions = () => tab.ask(() => window.instruments.unions())
  const explore = async (union: UnionOnPage): Promise<void> => {
    const around = new Set((await unions()).map(({ key }) => key))
    for (let branch = 0; branch < union.branches && chosen < LIMIT; branch++) {
      const choice = { key: union.key, branch }
      if (!(await tab.ask(({ key, branch: which }) => window.instruments.choose(key, which), choice))) return
      chosen++
      await look()
      for (const inner of await unions()) {
        // Those that were there before are neighbours, unless they stand in the branch that was open then.
        const isInside = inner.key !== union.key && (!around.has(inner.key) || inner.key.startsWith(innerOf(union.key)))
        if (isInside) await explore(inner)
      }
    }
  }
  await look()
  const first = await unions()
  for (const union of first) {
    if (!first.some(other => other !== union && union.key.startsWith(innerOf(other.key)))) await explore(union)
  }
  return chosen
}

/** What keys of unions inside begin with. */
function innerOf(key: string): string {
  return `${key.replace(/__(one|any)of_select$/, '')}/`
}
