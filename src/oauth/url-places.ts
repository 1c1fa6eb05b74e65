import type { Template } from './types.ts'

/** Where a name stands in an address. `host` = the whole host; `label` = a part of it. */
export type UrlPlace = 'start' | 'host' | 'label' | 'port' | 'path' | 'query' | 'fragment'

type State = 'start' | 'authority' | 'port' | 'path' | 'query' | 'fragment'

/** The place of every name of an address template, by index of its part; undefined for literal parts. */
export function urlPlaces(template: Template): (UrlPlace | undefined)[] {
  let state: State = 'start'
  let literal = ''
  return template.map((part, i) => {
    if (typeof part === 'string') {
      literal += part
      state = stateAfter(literal)
      return undefined
    }
    if (state === 'start' && literal === '') {
      // What follows a whole address is its path, whatever the value holds.
      literal = 'x://x/'
      state = 'path'
      return 'start'
    }
    if (state === 'authority') return isWholeHost(template, i) ? 'host' : 'label'
    return state === 'start' ? 'path' : state
  })
}

function stateAfter(literal: string): State {
  const match = /^[a-z][a-z0-9+.-]*:\/\/([\s\S]*)$/i.exec(literal)
  if (!match) return 'start'
  const rest = match[1] ?? ''
  if (rest.includes('#')) return 'fragment'
  if (rest.includes('?')) return 'query'
  if (rest.includes('/')) return 'path'
  return /:\d*$/.test(rest) && !rest.startsWith('[') ? 'port' : 'authority'
}

function isWholeHost(template: Template, index: number): boolean {
  const before = template[index - 1]
  const next = template[index + 1]
  const endsHere = next === undefined || (typeof next === 'string' && /^[/?#:]/.test(next))
  return typeof before === 'string' && before.endsWith('//') && endsHere
}
