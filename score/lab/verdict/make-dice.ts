/** Random choices that come out the same for the same seed. */
export interface Dice {
  /** A whole number from 0 to `count - 1`. */
  below(count: number): number
  pick<T>(list: readonly T[]): T
  /** True in one of `count` throws. */
  oneIn(count: number): boolean
  /** The seed for something that takes one. */
  seed(): number
}

export function makeDice(text: string): Dice {
  let state = hash(text)
  const next = () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return (mixed ^ (mixed >>> 14)) >>> 0
  }
  const below = (count: number) => next() % count
  return {
    below,
    pick(list) {
      if (list.length === 0) throw new RangeError('nothing to pick from')
      return list[below(list.length)] as (typeof list)[number]
    },
    oneIn: count => below(count) === 0,
    seed: next,
  }
}

function hash(text: string): number {
  let value = 0x811c9dc5
  for (let i = 0; i < text.length; i++) value = Math.imul(value ^ text.charCodeAt(i), 0x01000193)
  return value
}
