import type { EnumOptionsType } from '@rjsf/utils'
import { type Json, jsonEqual } from '#shared/json.ts'

/** Where the value stands among the options; -1 for none. In HTML options are known by their index, so `1` and `"1"` stay apart. */
export function choiceIndex(options: readonly EnumOptionsType[], value: Json | undefined): number {
  return value === undefined ? -1 : options.findIndex(option => jsonEqual(option.value as Json, value))
}
