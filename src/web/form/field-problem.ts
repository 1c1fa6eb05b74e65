import { type Json, jsonEqual } from '#shared/json.ts'
import { serverWords } from '../lib/server-words.ts'
import { type FieldPath, idOfPointer } from './field-path.ts'
import { useFormStatus } from './form-state.ts'

/**
 * The problem to show at a field: before the first submit only that of a field which was left with a value, and still
 * holds it (forms.md §8). A stored secret that must be typed again says so at once.
 */
export function useShownProblem(pointer: string, value: unknown, found: string[] | undefined): string | undefined {
  const early = useFormStatus(status => status.reentry.get(pointer))
  const submitted = useFormStatus(status => status.submitted)
  const left = useFormStatus(status => status.touched.get(pointer))
  // While it is being changed again, a problem of its last value tells nothing.
  const mayShow = submitted || (!isEmpty(value) && jsonEqual(left, value as Json))
  if (early !== undefined && isEmpty(value)) return serverWords(early)
  return mayShow ? found?.[0] : undefined
}

/** What is known of a stored secret at `pointer`, whose box holds `value`. */
export function useSecretState(pointer: string, value: unknown): 'none' | 'kept' | 'replaced' | 'cleared' {
  const stored = useFormStatus(status => status.kept.has(pointer) || status.reentry.has(pointer))
  const cleared = useFormStatus(status => status.cleared.has(pointer))
  if (cleared) return 'cleared'
  if (!stored) return 'none'
  return isEmpty(value) ? 'kept' : 'replaced'
}

export function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)
}

/** RJSF's tree of problems: messages under `__errors`, fields under their names. */
export interface ErrorTree {
  __errors?: string[]
  [name: string]: ErrorTree | string[] | undefined
}

export interface PlacedProblem {
  path: FieldPath
  message: string
}

/** Adds `message` at `path`; lists are objects in this tree too. */
export function addToTree(tree: ErrorTree, path: FieldPath, message: string): void {
  let node = tree
  for (const name of path) {
    const next = Object.hasOwn(node, name) ? node[name] : undefined
    if (next && !Array.isArray(next)) node = next
    else {
      const made: ErrorTree = {}
      node[name] = made
      node = made
    }
  }
  node.__errors = [...(node.__errors ?? []), message]
}

/** Every message of the tree with its path. RJSF's own flat list loses names with dots. */
export function problemsOf(tree: ErrorTree | undefined, path: FieldPath = []): PlacedProblem[] {
  if (!tree) return []
  const here = (tree.__errors ?? []).map(message => ({ path, message }))
  const below = Object.entries(tree).flatMap(([name, node]) =>
    name !== '__errors' && node && !Array.isArray(node) ? problemsOf(node, [...path, name]) : [],
  )
  return [...here, ...below]
}

/** Counts of problems show with the problems themselves: after the first submit. */
export function useShowsCounts(): boolean {
  return useFormStatus(status => status.submitted)
}

/** How many problems stand at the named fields of an object. */
export function countProblems(tree: ErrorTree | undefined, names: readonly (string | number)[]): number {
  if (!tree) return 0
  return names.reduce<number>((count, name) => {
    const node = Object.hasOwn(tree, name) ? tree[name] : undefined
    return count + (node && !Array.isArray(node) ? problemsOf(node).length : 0)
  }, 0)
}

/** The pointer of the nearest field on screen that holds `pointer`; the root when none does. */
export function nearestField(pointer: string): string {
  let here = pointer
  while (here !== '' && !document.getElementById(idOfPointer(here))) here = here.slice(0, here.lastIndexOf('/'))
  return here
}
