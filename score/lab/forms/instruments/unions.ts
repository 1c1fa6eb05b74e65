import { isOurs, isReachable } from './read-path.ts'
import { press, settle, setValue } from './type-in.ts'

/** A union on the page, by a key that stays while its surroundings stay. */
export interface UnionOnPage {
  key: string
  branches: number
}

/** Every union whose selector is on the page. */
export function unions(): UnionOnPage[] {
  return [...found()].map(([key, { options }]) => ({ key, branches: options.length }))
}

/** Chooses a branch as a person does. False when the union is not there any more. */
export async function choose(key: string, branch: number): Promise<boolean> {
  const option = found().get(key)?.options[branch]
  if (!option) return false
  if (option instanceof HTMLOptionElement) {
    const select = option.closest('select')
    if (select) setValue(select, option.value)
  } else press(option)
  await settle()
  return true
}

interface Found {
  options: (HTMLOptionElement | HTMLInputElement)[]
}

function found(): Map<string, Found> {
  return new Map(isOurs() ? ours() : stock())
}

function ours(): [string, Found][] {
  return [...document.querySelectorAll<HTMLElement>('.fc-union-choice')].filter(isReachable).map(choice => {
    const key = choice.closest('[id^="fc"]')?.id ?? ''
    return [key, { options: [...choice.querySelectorAll<HTMLInputElement | HTMLOptionElement>('input, option')] }]
  })
}

function stock(): [string, Found][] {
  const selects = document.querySelectorAll<HTMLSelectElement>('select[id$="of_select"]')
  return [...selects].filter(isReachable).map(select => [select.id, { options: [...select.options] }])
}
