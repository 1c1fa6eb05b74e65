import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { findCircles, findForbiddenArrows, isTest, readImportGraph } from './import-graph.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const graph = readImportGraph(root, [
  'src',
  'test',
  'e2e',
  'score',
  'bench',
  'scripts',
  'examples/editor',
  'examples/practice',
])
const lines = (file: string) => readFileSync(`${root}/${file}`, 'utf8').split('\n').length - 1

describe('the house', () => {
  it('has sources to look at', () => {
    expect(graph.files.length).toBeGreaterThan(20)
    expect(graph.arrows.some(arrow => arrow.to === 'src/shared/errors/catalogue.ts')).toBe(true)
  })

  it('has no import circle', () => {
    expect(findCircles(graph).map(circle => circle.join(' -> '))).toEqual([])
  })

  it('has imports that go down the floors only', () => {
    expect(findForbiddenArrows(graph)).toEqual([])
  })

  it('has imports that end at files that exist', () => {
    const known = new Set(graph.files)
    const lost = graph.arrows.filter(arrow => arrow.to && /\.tsx?$/.test(arrow.to) && !known.has(arrow.to))
    expect(
      lost.filter(arrow => !arrow.to?.includes('/fixtures/')).map(arrow => `${arrow.from}: ${arrow.specifier}`),
    ).toEqual([])
  })

  it('has no file over 400 lines', () => {
    expect(graph.files.filter(file => lines(file) > 400).map(file => `${file}: ${lines(file)}`)).toEqual([])
  })

  it('has no file named for nothing', () => {
    expect(graph.files.filter(file => /(^|\/)(utils?|helpers?|misc|common|index)\.tsx?$/.test(file))).toEqual([])
  })

  it('has kebab-case file names', () => {
    expect(
      graph.files.filter(
        file => !/^([a-z0-9-]+\/)*[a-z0-9]+(-[a-z0-9]+)*(\.(test|integration\.test|spec|config))?\.tsx?$/.test(file),
      ),
    ).toEqual([])
  })

  it('keeps tests out of what ships', () => {
    const into = graph.arrows.filter(arrow => arrow.to && isTest(arrow.to))
    expect(into.map(arrow => `${arrow.from} -> ${arrow.to}`)).toEqual([])
  })
})

describe('the import graph', () => {
  const arrows = (from: string, to: string) => [{ from, to, specifier: to, typeOnly: false }]

  it('finds a circle', () => {
    const files = ['src/shared/a.ts', 'src/shared/b.ts']
    const circle = {
      files,
      arrows: [...arrows('src/shared/a.ts', 'src/shared/b.ts'), ...arrows('src/shared/b.ts', 'src/shared/a.ts')],
    }
    expect(findCircles(circle)).toHaveLength(1)
  })

  it.each([
    ['src/shared/a.ts', 'src/schema/b.ts'],
    ['src/oauth/a.ts', 'src/store/b.ts'],
    ['src/server/a.ts', 'src/vault/b.ts'],
    ['src/server/a.ts', 'src/app/save-connection.ts'],
    ['src/web/lib/a.ts', 'src/web/pages/b.tsx'],
    ['src/web/features/x/a.tsx', 'src/web/features/y/b.tsx'],
    ['src/app/a.ts', 'src/server/b.ts'],
    ['e2e/a.ts', 'score/lab/b.ts'],
  ])('finds the arrow %s -> %s', (from, to) => {
    expect(findForbiddenArrows({ files: [from, to], arrows: arrows(from, to) })).toHaveLength(1)
  })

  it.each([
    ['src/server/a.ts', 'src/app/compose.ts'],
    ['src/web/pages/a.tsx', 'src/web/features/x/b.tsx'],
    ['src/app/a.ts', 'src/vault/b.ts'],
    ['score/lab/a.ts', 'e2e/b.ts'],
  ])('lets %s -> %s pass', (from, to) => {
    expect(findForbiddenArrows({ files: [from, to], arrows: arrows(from, to) })).toEqual([])
  })
})
