import { isOurs, isReachable } from './read-path.ts'

/** What a submit brought up. */
export interface Shown {
  /** Places of all problems. */
  all: string[]
  /** Those that are not about the branch a person has chosen: left-over `oneOf` messages and fields of other branches. */
  offBranch: string[]
}

/** Words of our form for a union that nothing fits. */
const LEFT_OVER = 'These values do not fit together.'

export function problems(): Shown {
  return isOurs() ? ours() : stock()
}

/** Ours are read off the summary: each is a link to the field it is about. */
function ours(): Shown {
  const lines = [...document.querySelectorAll<HTMLElement>('.fc-summary li')].map(line => {
    const id = decodeURIComponent(line.querySelector('a')?.hash.slice(1) ?? '')
    return { id, words: line.querySelector('span')?.textContent ?? '', field: document.getElementById(id) }
  })
  const off = lines.filter(({ words, field }) => words === LEFT_OVER || !field || !isReachable(field))
  return { all: lines.map(({ id }) => id), offBranch: off.map(({ id, words }) => `${id}: ${words}`) }
}

/** The stock form lists them; where a branch is named by its place it is compared with the one that is chosen. */
function stock(): Shown {
  const found = window.formPage?.problems ?? []
  const off = found.filter(({ name, schemaPath = '' }) => name === 'oneOf' || name === 'anyOf' || isOfOther(schemaPath))
  return { all: found.map(({ property = '' }) => property), offBranch: off.map(({ schemaPath = '' }) => schemaPath) }
}

function isOfOther(schemaPath: string): boolean {
  const parts = schemaPath.split('/').slice(1)
  return parts.some((word, i) => {
    if (word !== 'oneOf' && word !== 'anyOf') return false
    const path = parts.slice(0, i).filter((_, at) => parts[at - 1] === 'properties')
    const select = document.getElementById(
      ['root', ...path].join('/') + (word === 'oneOf' ? '__oneof_select' : '__anyof_select'),
    )
    return select instanceof HTMLSelectElement && select.value !== parts[i + 1]
  })
}
