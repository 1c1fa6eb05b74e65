type Rate = () => Promise<number>

/** Rates of both sides, and the middle of what the one reached as a share of the other, round by round. */
interface Comparison {
  ratio: number
  /** The smallest and the largest share of a round. */
  range: [number, number]
  ours: number
  theirs: number
}

/**
 * Measures both sides in turn, after one round that warms them up. Each round compares neighbours in time and the next
 * one starts with the other side, so that a slow or a slowing machine counts for neither.
 */
export async function compareRates(ours: Rate, theirs: Rate, rounds: number): Promise<Comparison> {
  await ours()
  await theirs()
  const pairs: { own: number; other: number }[] = []
  for (let round = 0; round < rounds; round++) {
    const oursFirst = round % 2 === 0
    const first = await (oursFirst ? ours() : theirs())
    const second = await (oursFirst ? theirs() : ours())
    pairs.push(oursFirst ? { own: first, other: second } : { own: second, other: first })
  }
  const ratios = pairs.map(({ own, other }) => own / other).sort((a, b) => a - b)
  return {
    ratio: median(ratios),
    range: [ratios.at(0) ?? Number.NaN, ratios.at(-1) ?? Number.NaN],
    ours: median(pairs.map(pair => pair.own)),
    theirs: median(pairs.map(pair => pair.other)),
  }
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const [low, high] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[Math.floor(sorted.length / 2)]]
  return ((low ?? Number.NaN) + (high ?? Number.NaN)) / 2
}
