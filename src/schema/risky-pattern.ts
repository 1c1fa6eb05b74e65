import { graphOf, LONGEST, type PatternGraph } from './pattern-graph.ts'
import { type PatternNode, parsePattern } from './pattern-syntax.ts'

/** Steps of a matcher that take about a second. */
const MAX_STEPS = 1e9
/** Pairs of places that are looked at before a pattern counts as risky. */
const MAX_PAIRS = 20_000

/**
 * True when a text of 10,000 letters can keep a backtracking matcher busy for long: when one text leads around a loop in
 * two ways, as in `(a+)+` and `(a|a)*` (exponential time), or when three loops in a row take the same letter, as in
 * `\s*\s*$` without `^` (cubic). Errs on the careful side. The pattern must compile.
 */
export function isRisky(pattern: string): boolean {
  return isSlow(parsePattern(pattern), 1)
}

function isSlow(node: PatternNode, times: number): boolean {
  const graph = graphOf(node)
  if (!graph) return true
  const rounds = isAnchored(node) ? times : times * LONGEST
  const most = graph.loops.reduce((product, loop) => product * loop, 1)
  if (!graph.simple || most * rounds > MAX_STEPS) {
    const letters = lettersOf(graph)
    if (goesRoundInTwoWays(graph, letters) || chainSteps(graph, letters) * rounds > MAX_STEPS) return true
  }
  // A lookaround is a match of its own at each letter where it stands.
  return graph.looks.some(look => isSlow({ kind: 'all', parts: [START, look] }, isAnchored(node) ? 1 : LONGEST))
}

const START: PatternNode = { kind: 'edge', text: '^' }

function isAnchored(node: PatternNode): boolean {
  if (node.kind === 'edge') return node.text === '^'
  if (node.kind === 'any') return node.options.every(isAnchored)
  if (node.kind === 'repeat') return node.min > 0 && isAnchored(node.body)
  if (node.kind !== 'all') return false
  const first = node.parts.find(part => part.kind !== 'look')
  return first !== undefined && isAnchored(first)
}

const SAMPLES = [
  ...Array.from({ length: 95 }, (_, i) => String.fromCharCode(32 + i)),
  ...'\t\n\r\u00a0\u00e9\u00df\u03a9\u0436\u4e2d\u0663\u2028\u{1f600}',
]

/** For each place the letters it takes, as bits. Letters that no place tells apart are one. */
function lettersOf({ sets }: PatternGraph): bigint[] {
  const letters = [...new Set([...SAMPLES, ...sets.flatMap(text => [...text])])]
  const known = new Map<string, boolean[]>()
  for (const text of sets) {
    if (known.has(text)) continue
    const matcher = new RegExp(`^${text}$`, 'u')
    known.set(
      text,
      letters.map(letter => (text === letter && !/[.[\\]/.test(text)) || matcher.test(letter)),
    )
  }
  const columns = new Map<string, number>()
  const rows = [...known.values()]
  const column = letters.map((_, i) => {
    const key = rows.map(row => (row[i] ? '1' : '0')).join('')
    const number = columns.get(key) ?? columns.size
    columns.set(key, number)
    return number
  })
  const masks = new Map<string, bigint>()
  for (const [text, row] of known) {
    masks.set(
      text,
      row.reduce((mask, takes, i) => (takes ? mask | (1n << BigInt(column[i] ?? 0)) : mask), 0n),
    )
  }
  return sets.map(text => masks.get(text) ?? 0n)
}

/** Exponential: from one place back to it, on one text, in two ways. */
function goesRoundInTwoWays(graph: PatternGraph, letters: bigint[]): boolean {
  return circlesOf(graph.next.map(ways => [...ways.keys()])).some(circle => {
    const inside = new Set(circle)
    const onward = new Map<number, number[]>()
    for (const place of circle) {
      const next: number[] = []
      for (const [to, way] of graph.next[place] ?? []) {
        if (!inside.has(to)) continue
        if (way.count > 1) return true
        next.push(to)
      }
      onward.set(place, next)
    }
    return partAndMeet(onward, letters)
  })
}

/**
 * Two walkers in a circle take the same letters from the same place: true when they can part and meet again. From where
 * they meet they can go on together to where they parted, so the round can be repeated.
 */
function partAndMeet(onward: Map<number, number[]>, letters: bigint[]): boolean {
  const seen = new Set<number>()
  const open = [...onward.keys()].map((place): [number, number] => [place, place])
  for (let pair = open.pop(); pair; pair = open.pop()) {
    const [one, two] = pair
    for (const a of onward.get(one) ?? []) {
      for (const b of onward.get(two) ?? []) {
        if (((letters[a] ?? 0n) & (letters[b] ?? 0n)) === 0n) continue
        if (a === b && one !== two) return true
        const key = Math.min(a, b) * letters.length + Math.max(a, b)
        if (a === b || seen.has(key)) continue
        seen.add(key)
        if (seen.size > MAX_PAIRS) return true
        open.push([a, b])
      }
    }
  }
  return false
}

/** Polynomial: the product of the loops in a row that one letter alone leads through, where the match is still open. */
function chainSteps(graph: PatternGraph, letters: bigint[]): number {
  let most = 1
  const all = letters.reduce((mask, letter) => mask | letter, 0n)
  for (let letter = 1n; letter <= all; letter <<= 1n) {
    const takes = (place: number) => ((letters[place] ?? 0n) & letter) !== 0n && !graph.ends.has(place)
    const next = graph.next.map((ways, place) => (takes(place) ? [...ways.keys()].filter(takes) : []))
    const circles = circlesOf(next)
    const circleOf = new Map(circles.flatMap((circle, i) => circle.map(place => [place, i])))
    const best = new Map<number, number>()
    const steps = (place: number): number => {
      const known = best.get(place)
      if (known !== undefined) return known
      best.set(place, 1)
      const circle = circleOf.get(place)
      const members = circle === undefined ? [place] : (circles[circle] ?? [])
      const outside = members.flatMap(member => (next[member] ?? []).filter(to => !members.includes(to)))
      const beyond = Math.max(1, ...outside.map(steps))
      const total = beyond * (circle === undefined ? 1 : roundsOf(graph, members))
      for (const member of members) best.set(member, total)
      return total
    }
    for (const place of next.keys()) if (takes(place)) most = Math.max(most, steps(place))
  }
  return most
}

function roundsOf(graph: PatternGraph, members: number[]): number {
  const loops = new Set(members.flatMap(from => members.flatMap(to => [...(graph.next[from]?.get(to)?.loops ?? [])])))
  return Math.min(
    LONGEST,
    [...loops].reduce((product, loop) => product * (graph.loops[loop] ?? 1), 1),
  )
}

/** Groups of places that lead to one another; a place alone counts when it leads to itself (Tarjan 1972). */
function circlesOf(next: number[][]): number[][] {
  const order = new Map<number, number>()
  const low = new Map<number, number>()
  const stack: number[] = []
  const waiting = new Set<number>()
  const circles: number[][] = []
  const visit = (place: number) => {
    order.set(place, order.size)
    low.set(place, order.size - 1)
    stack.push(place)
    waiting.add(place)
    for (const to of next[place] ?? []) {
      if (!order.has(to)) visit(to)
      if (waiting.has(to)) low.set(place, Math.min(low.get(place) ?? 0, low.get(to) ?? 0))
    }
    if (low.get(place) !== order.get(place)) return
    const circle = stack.splice(stack.lastIndexOf(place))
    for (const member of circle) waiting.delete(member)
    if (circle.length > 1 || next[place]?.includes(place)) circles.push(circle)
  }
  for (const place of next.keys()) if (!order.has(place)) visit(place)
  return circles
}
