import type { RunResult } from '#runner/types.ts'
import type { BrokenArtifact } from '#shared/contract/connectors.ts'
import type { Actor } from './actor.ts'
import { failureWords, NOT_LOADED } from './failure-code.ts'

/** Whether somebody is shown what helps a connector's author alone: its log lines, its stacks. Who loads connectors is. */
function isAuthor({ admin }: Pick<Actor, 'admin'>): boolean {
  return admin === true
}

/** A run as `actor` may see it: others get no line of its log, and of code that does not load a plain sentence. */
export function runFor(actor: Pick<Actor, 'admin'>, result: RunResult): RunResult {
  if (isAuthor(actor)) return result
  if (result.ok) return { ...result, logs: [] }
  const { stack: _, ...rest } = result
  return { ...rest, message: failureWords(result), logs: [] }
}

/** The same for a type in the list of what is broken. */
export function brokenFor(actor: Pick<Actor, 'admin'>, artifact: BrokenArtifact): BrokenArtifact {
  if (isAuthor(actor) || artifact.code !== 'not-loaded') return artifact
  const { stack: _, ...rest } = artifact
  return { ...rest, message: NOT_LOADED }
}
