import type { IconName } from '../../components/icon-drawings.tsx'
import { foldText, matchesFolded } from '../../lib/match-text.ts'

/** Something that the palette can do. */
export interface Command {
  key: string
  label: string
  /** Says more beside the label, and is found too. */
  note?: string
  group: string
  icon: IconName
  /** Found by its name only: there may be thousands. */
  quiet?: true
  /** Opens a window in place of this one. */
  staysOpen?: true
  run: () => void
}

const MOST_OF_A_GROUP = 8

/** Those that match, in their groups; of one group those first whose name begins with the query. */
export function findCommands(commands: readonly Command[], query: string): Command[] {
  const wanted = query.trim()
  const groups = new Map<string, { starts: Command[]; others: Command[] }>()
  for (const command of commands) {
    if (wanted === '' ? command.quiet : !matchesFolded(wanted, foldedText(command))) continue
    const group = groups.get(command.group) ?? { starts: [], others: [] }
    groups.set(command.group, group)
    const isStart = wanted !== '' && foldText([command.label]).startsWith(foldText([wanted]))
    group[isStart ? 'starts' : 'others'].push(command)
  }
  return [...groups.values()].flatMap(({ starts, others }) => [...starts, ...others].slice(0, MOST_OF_A_GROUP))
}

/** Every letter searches all of them, so each is folded once. */
const folds = new WeakMap<Command, string>()

function foldedText(command: Command): string {
  const known = folds.get(command)
  if (known !== undefined) return known
  const made = foldText([command.label, command.note ?? '', command.group])
  folds.set(command, made)
  return made
}
