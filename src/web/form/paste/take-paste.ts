import { jsonEqual } from '#shared/json.ts'
import type { Pasted } from './pasted.ts'
import { type FilledField, type FillPlan, type FillState, holdsAnything, planFill } from './plan-fill.ts'
import { readPasted } from './read-pasted.ts'

export interface TakenPaste {
  pasted: Pasted
  plan: FillPlan
  /** The plan that replaces what was typed or saved, when it does more. */
  more: FillPlan | undefined
  /** What only that plan fills. */
  held: FilledField[]
}

/** What a pasted text does to a form; undefined when it has no form we know or no field takes anything of it. */
export function takePaste(text: string, state: FillState): TakenPaste | undefined {
  const pasted = readPasted(text)
  const taken = pasted && planBoth(pasted, state)
  return taken && touches(taken) > 0 ? taken : undefined
}

/**
 * The same for a text pasted into the box of the field at `box`: undefined also when it is what this box may be meant
 * to hold, such as an address, so that the paste stays what it always is.
 */
export function takeBoxPaste(text: string, box: string, state: FillState): TakenPaste | undefined {
  const taken = takePaste(text, state)
  if (!taken) return undefined
  const fields = [...taken.plan.filled, ...taken.plan.same, ...taken.held]
  const others = fields.filter(field => field.pointer !== box)
  return others.length >= leastOthers(taken.pasted, text) ? taken : undefined
}

/** Both plans: the one that leaves alone what was typed or saved, and the one that replaces it. */
export function planBoth(pasted: Pasted, state: FillState): TakenPaste {
  const plan = planFill(pasted, state)
  const all = holdsAnything(state) ? planFill(pasted, state, true) : plan
  const more = jsonEqual(all.values, plan.values) ? undefined : all
  const done = new Set(plan.filled.map(field => field.pointer))
  const held = more ? more.filled.filter(field => !done.has(field.pointer)) : []
  return { pasted, plan, more, held }
}

function touches({ plan, held }: TakenPaste): number {
  return plan.filled.length + plan.same.length + held.length + plan.unclear.length + plan.unfit.length
}

/** How many fields besides the box must take something before a text is no ordinary value of it. */
function leastOthers({ kind }: Pasted, text: string): number {
  if (kind === 'curl' || text.trim().includes('\n')) return 0
  if (kind === 'json') return 1
  return /^\s*(export\s+)?[A-Z][A-Z0-9_]*=/.test(text) && kind === 'lines' ? 0 : 2
}
