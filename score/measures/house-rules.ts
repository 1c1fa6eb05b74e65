import { join } from 'node:path'
import { findCircles, findForbiddenArrows, readImportGraph } from '../../test/import-graph.ts'
import type { Measure } from '../measure.ts'

const ROOT = join(import.meta.dirname, '..', '..')
const FOLDERS = ['src', 'test', 'e2e', 'score', 'bench', 'examples/practice']

export const houseRules: Measure = {
  id: 'H-1',
  measure: 'import circles + arrows that go up',
  target: '0 + 0',
  quick: true,
  async run() {
    const graph = readImportGraph(ROOT, FOLDERS)
    const circles = findCircles(graph)
    const arrows = findForbiddenArrows(graph)
    return {
      value: `${circles.length} + ${arrows.length} in ${graph.files.length} files`,
      // A graph without arrows would mean that the reader is broken, not that the house is tidy.
      ok: circles.length === 0 && arrows.length === 0 && graph.arrows.length > graph.files.length,
      details: [...circles.map(circle => circle.join(' -> ')), ...arrows],
    }
  },
}
