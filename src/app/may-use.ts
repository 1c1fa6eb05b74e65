import type { Actor } from './actor.ts'

/** Whether an actor who is kept to some connectors may use one that goes by these names. */
export function mayUse({ only }: Actor, ...names: readonly string[]): boolean {
  return only === undefined || names.some(name => only.includes(name))
}
