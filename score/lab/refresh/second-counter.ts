/** How many came in each second, and the most in any 1,000 ms. */
export interface SecondCounter {
  add(): void
  /** Those within the last second. */
  now(): number
  most: number
}

/** `clock` in ms. */
export function makeSecondCounter(clock: () => number = () => performance.now()): SecondCounter {
  const times: number[] = []
  const counter: SecondCounter = {
    add() {
      times.push(clock())
      counter.most = Math.max(counter.most, counter.now())
    },
    now() {
      const from = clock() - 1_000
      while (times.length > 0 && (times[0] ?? 0) <= from) times.shift()
      return times.length
    },
    most: 0,
  }
  return counter
}
