import type { Connector, Picker } from '#shared/contract/connectors.ts'
import { choicesOf } from '../../lib/connector-choices.ts'

/** Pickers of one service stand for the same thing in several ways; those of different services stand side by side. */
export function alternativesOf(pickers: readonly Picker[]): Picker[][] {
  const groups = new Map<string, Picker[]>()
  for (const picker of pickers) groups.set(picker.service, [...(groups.get(picker.service) ?? []), picker])
  return [...groups.values()]
}

/** The name of a picker in the "Connector Type" list: the label of its type. */
export function pickerLabel(picker: Picker, connector: Connector | undefined): string {
  const choice = connector && choicesOf(connector).find(each => each.key === picker.target)
  return choice?.sort ?? picker.title
}
