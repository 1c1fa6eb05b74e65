type Round = () => Promise<number>

/** What both sides reached, and the middle of what the one reached as a share of the other, round by round. */
export interface Comparison {
  ratio: number
  /** The smallest and the largest share of a round. */
  range: [number, number]
  ours: Side
  theirs: Side
}

interface Side {
  middle: number
  range: [number, number]
}

/**
 * Measures both sides in turn, after one round that warms them up. Each round compares neighbours in time and the next
 * one starts with the other side, so that a slow or a slowing machine counts for neither.
 */
export async function compareInTurn(ours: Round, theirs: Round, rounds: number): Promise<Comparison> {
  await ours()
  await theirs()
  const pairs: { own: number; other: number }[] = []
  for (let round = 0; round < rounds; round++) {
    const oursFirst = round % 2 === 0
    const first = await (oursFirst ? ours() : theirs())
    const second = await (oursFirst ? theirs() : ours())
    pairs.push(oursFirst ? { own: first, other: second } : { own: second, other: first })
  }
  const { middle: ratio, range } = sideOf(pairs.map(({ own, other }) => own / other))
  return { ratio, range, ours: sideOf(pairs.map(pair => pair.own)), theirs: sideOf(pairs.map(pair => pair.other)) }
}

function sideOf(values: readonly number[]): Side {
  const sorted = values.toSorted((a, b) => a - b)
  return { middle: median(values), range: [sorted.at(0) ?? Number.NaN, sorted.at(-1) ?? Number.NaN] }
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]]
  return ((low ?? Number.NaN) + (high ?? Number.NaN)) / 2
}

/** For the lines under a figure: "12.3 (11.0–19.8)". */
export function describeSide({ middle, range: [least, most] }: Side, digits = 1): string {
  return `${middle.toFixed(digits)} (${least.toFixed(digits)}–${most.toFixed(digits)})`
}
