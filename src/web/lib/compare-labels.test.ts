import { expect, it } from 'vitest'
import { compareLabels } from './compare-labels.ts'

it('sorts numbers in labels by their value, and without regard to case', () => {
  expect(['Line_10', 'line_2', 'Line_1', 'Base'].sort(compareLabels)).toEqual(['Base', 'Line_1', 'line_2', 'Line_10'])
})
