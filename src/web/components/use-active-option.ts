import { type KeyboardEvent, useEffect, useState } from 'react'
import { type ListedOption, optionId } from './option-list.tsx'

/** On which option of a list the arrow keys stand; they go round. */
export function useActiveOption(options: readonly ListedOption[], list: string) {
  const [at, setAt] = useState(0)
  const last = options.length - 1
  const active = options[Math.min(at, last)]

  useEffect(() => {
    if (active) document.getElementById(optionId(list, active.key))?.scrollIntoView({ block: 'nearest' })
  }, [active, list])

  return {
    active,
    begin: () => setAt(0),
    point: (option: ListedOption) => setAt(options.indexOf(option)),
    /** True for a key that moved. */
    move({ key }: KeyboardEvent): boolean {
      if (key === 'ArrowDown') setAt(at >= last ? 0 : at + 1)
      else if (key === 'ArrowUp') setAt(at <= 0 ? last : at - 1)
      else return false
      return true
    },
  }
}
