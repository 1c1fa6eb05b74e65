import type { PatternNode } from './pattern-syntax.ts'

/** Longest text that meets a pattern (forms.md §10.4): what a repeat without end can come to. */
export const LONGEST = 10_000

/** Copies of a short repeat that are drawn one after another; a longer one is a loop. */
const MAX_COPIES = 5
/** Above these a pattern is not looked at. */
const MAX_PLACES = 800
const MAX_WAYS = 10_000

/**
 * A pattern as the places where it takes one letter, and the ways from one to the next. A matcher that fails tries
 * every way there is, so ways that start alike are what makes it slow.
 */
export interface PatternGraph {
  /** The text of the set at each place. */
  sets: string[]
  /** Place → next place → how one gets there. */
  next: Map<number, Way>[]
  /** Places after which the pattern is satisfied whatever follows. */
  ends: Set<number>
  /** How often each loop may run, by number. */
  loops: number[]
  /** Every loop goes round one place alone. */
  simple: boolean
  /** Bodies of lookarounds: patterns of their own. */
  looks: PatternNode[]
  ways: number
}

interface Way {
  /** 1, or 2 for several. */
  count: number
  /** The loops that are closed on the way. */
  loops: readonly number[]
}

interface Piece {
  first: Map<number, number>
  last: Map<number, number>
  /** Ways through it without a letter: 0, 1, or 2 for several. */
  empty: number
  /** Of these, one asks nothing of its surroundings. */
  free: boolean
  freeLast: Set<number>
}

/** Undefined when the pattern is too large to be looked at. */
export function graphOf(pattern: PatternNode): PatternGraph | undefined {
  const graph: PatternGraph = { sets: [], next: [], ends: new Set(), loops: [], simple: true, looks: [], ways: 0 }
  const whole = draw(pattern, graph)
  return isTooLarge(graph) ? undefined : { ...graph, ends: whole.freeLast }
}

function isTooLarge({ sets, ways }: PatternGraph): boolean {
  return sets.length > MAX_PLACES || ways > MAX_WAYS
}

function draw(node: PatternNode, graph: PatternGraph): Piece {
  if (isTooLarge(graph)) return nothing(true)
  if (node.kind === 'set') {
    const place = graph.sets.push(node.text) - 1
    graph.next.push(new Map())
    const here = new Map([[place, 1]])
    return { first: here, last: here, empty: 0, free: false, freeLast: new Set([place]) }
  }
  if (node.kind === 'look') graph.looks.push(node.body)
  if (node.kind === 'look' || node.kind === 'edge') return nothing(false)
  if (node.kind === 'all')
    return node.parts.reduce((before, part) => follow(before, draw(part, graph), graph), nothing(true))
  if (node.kind === 'any') return node.options.map(option => draw(option, graph)).reduce(either)
  return drawRepeat(node, graph)
}

function drawRepeat(node: Extract<PatternNode, { kind: 'repeat' }>, graph: PatternGraph): Piece {
  const { body, min, max } = node
  if (max === 0) return nothing(true)
  if (max > MAX_COPIES) return loop(draw(body, graph), { min, max }, graph)
  let rest = nothing(true)
  for (let copy = max; copy > min; copy--) rest = optional(follow(draw(body, graph), rest, graph))
  for (let copy = min; copy > 0; copy--) rest = follow(draw(body, graph), rest, graph)
  return rest
}

function isOnePlace({ first, last, empty }: Piece, graph: PatternGraph): boolean {
  const [place] = first.keys()
  const alone = first.size === 1 && last.size === 1 && empty === 0 && place !== undefined && last.has(place)
  return alone && !graph.next[place]?.has(place)
}

function nothing(free: boolean): Piece {
  return { first: new Map(), last: new Map(), empty: 1, free, freeLast: new Set() }
}

function loop(body: Piece, { min, max }: { min: number; max: number }, graph: PatternGraph): Piece {
  const id = [graph.loops.push(Math.min(max - min + 1, LONGEST)) - 1]
  graph.simple &&= isOnePlace(body, graph)
  link(body, body, graph, id)
  // Rounds that must be run may take no letter, and any of them may be the one that does not.
  if (min > 1 && body.empty > 0) link(body, body, graph, id)
  return min === 0 ? optional(body) : body
}

/** A round that takes no letter is refused by the matcher, so there is one way around. */
function optional(body: Piece): Piece {
  return { ...body, empty: 1, free: true }
}

function follow(before: Piece, after: Piece, graph: PatternGraph): Piece {
  link(before, after, graph)
  return {
    first: add(before.first, times(after.first, before.empty)),
    last: add(after.last, times(before.last, after.empty)),
    empty: Math.min(2, before.empty * after.empty),
    free: before.free && after.free,
    freeLast: new Set([...after.freeLast, ...(after.free ? before.freeLast : [])]),
  }
}

function either(a: Piece, b: Piece): Piece {
  return {
    first: add(a.first, b.first),
    last: add(a.last, b.last),
    empty: Math.min(2, a.empty + b.empty),
    free: a.free || b.free,
    freeLast: new Set([...a.freeLast, ...b.freeLast]),
  }
}

function link(before: Piece, after: Piece, graph: PatternGraph, closed: readonly number[] = OPEN): void {
  for (const [from, ways] of before.last) {
    const next = graph.next[from]
    for (const [to, more] of after.first) {
      const known = next?.get(to)
      const loops = known ? [...known.loops, ...closed] : closed
      next?.set(to, { count: Math.min(2, (known?.count ?? 0) + ways * more), loops })
      graph.ways++
    }
    if (isTooLarge(graph)) return
  }
}

const OPEN: readonly number[] = []

function add(a: Map<number, number>, b: Map<number, number>): Map<number, number> {
  const sum = new Map(a)
  for (const [place, ways] of b) sum.set(place, Math.min(2, (sum.get(place) ?? 0) + ways))
  return sum
}

function times(places: Map<number, number>, factor: number): Map<number, number> {
  if (factor === 0) return new Map()
  return factor === 1 ? places : new Map([...places].map(([place]) => [place, 2]))
}
