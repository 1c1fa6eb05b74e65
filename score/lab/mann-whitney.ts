/**
 * How likely two samples of one distribution differ at least as much as these (two-sided, normal approximation with
 * correction for ties and continuity): Mann and Whitney 1947. Good from about 20 values on.
 */
export function mannWhitney(one: readonly number[], other: readonly number[]): { u: number; p: number } {
  const all = [...one.map(value => ({ value, first: true })), ...other.map(value => ({ value, first: false }))]
  all.sort((a, b) => a.value - b.value)
  const [n, m] = [one.length, other.length]
  let rankSum = 0
  let ties = 0
  for (let at = 0; at < all.length; ) {
    let end = at
    while (end < all.length && all[end]?.value === all[at]?.value) end++
    const equal = end - at
    // Equal values share the mean of their ranks, which count from 1.
    const rank = (at + 1 + end) / 2
    rankSum += rank * all.slice(at, end).filter(({ first }) => first).length
    ties += equal ** 3 - equal
    at = end
  }
  const u = rankSum - (n * (n + 1)) / 2
  const total = n + m
  const deviation = Math.sqrt(((n * m) / 12) * (total + 1 - ties / (total * (total - 1))))
  const z = deviation === 0 ? 0 : Math.max(0, Math.abs(u - (n * m) / 2) - 0.5) / deviation
  return { u, p: 2 * upperTail(z) }
}

/** Of the standard normal distribution: Abramowitz and Stegun 26.2.17, off by at most 7.5e-8. */
function upperTail(z: number): number {
  const t = 1 / (1 + 0.2316419 * z)
  const sum = t * (0.31938153 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))))
  return (Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI)) * sum
}
