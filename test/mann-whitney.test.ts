import { describe, expect, it } from 'vitest'
import { mannWhitney } from '../score/lab/mann-whitney.ts'

// As scipy.stats.mannwhitneyu says, asymptotic and with continuity.
describe('the test of Mann and Whitney', () => {
  it.each<[string, number[], number[], number, number]>([
    ['ages at a diagnosis, men and women', [19, 22, 16, 29, 24], [20, 11, 17, 12], 17, 0.1113469],
    ['samples that do not overlap', [1, 2, 3, 4, 5], [6, 7, 8, 9, 10], 0, 0.0121858],
    ['the same sample twice', [1, 2, 3, 4], [1, 2, 3, 4], 8, 1],
    ['values that are all equal', [5, 5, 5], [5, 5, 5], 4.5, 1],
    ['many ties', [1, 1, 2, 2, 3, 3], [2, 2, 3, 3, 4, 4], 8, 0.1133455],
  ])('knows %s', (_name, one, other, u, p) => {
    const found = mannWhitney(one, other)
    expect(found.u).toBe(u)
    expect(found.p).toBeCloseTo(p, 5)
    // The other way round it is the same question.
    expect(mannWhitney(other, one).p).toBeCloseTo(p, 5)
  })

  it('finds a shift of a twentieth in two thousand', () => {
    const spread = (shift: number) => Array.from({ length: 2000 }, (_, i) => Math.sin(i * 12.9898) + shift)
    expect(mannWhitney(spread(0), spread(0)).p).toBeGreaterThan(0.9)
    expect(mannWhitney(spread(0), spread(0.1)).p).toBeLessThan(0.01)
  })
})
