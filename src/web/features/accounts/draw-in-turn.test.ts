import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { drawInTurn } from './draw-in-turn.ts'

const frames: (() => void)[] = []
const nextFrame = () => frames.shift()?.()

beforeEach(() => {
  vi.stubGlobal('requestAnimationFrame', (run: () => void) => frames.push(run))
})
afterEach(() => vi.unstubAllGlobals())

it('draws one a frame, in the order in which they came, and none that left before its turn', () => {
  const drawn: string[] = []
  const [, leave] = ['a', 'b', 'c'].map(name => drawInTurn(() => drawn.push(name)))
  expect(drawn).toEqual([])
  nextFrame()
  expect(drawn).toEqual(['a'])
  leave?.()
  nextFrame()
  expect(drawn).toEqual(['a', 'c'])
  nextFrame()
  expect([drawn, frames]).toEqual([['a', 'c'], []])
})

it('asks for a frame again after a rest, also when all that waited had left', () => {
  const drawn: string[] = []
  drawInTurn(() => drawn.push('a'))()
  drawInTurn(() => drawn.push('b'))
  while (frames.length > 0) nextFrame()
  expect(drawn).toEqual(['b'])
  drawInTurn(() => drawn.push('c'))
  while (frames.length > 0) nextFrame()
  expect(drawn).toEqual(['b', 'c'])
})
