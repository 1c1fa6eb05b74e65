import { describe, expect, it } from 'vitest'
import { readDropped } from './read-dropped.ts'
import { refuseLarge } from './refuse-large.ts'

const file = (content: BlobPart, name = 'connection.json', type = 'application/json') =>
  new File([content], name, { type })

describe('a dropped file', () => {
  it('is its text, with the line ends of the editor', async () => {
    expect(await readDropped(file('{\r\n  "input": {}\r}'))).toEqual({
      name: 'connection.json',
      text: '{\n  "input": {}\n}',
    })
  })

  it('is read also where its JSON is broken: the editor says where', async () => {
    expect(await readDropped(file('{ "input": '))).toMatchObject({ text: '{ "input": ' })
  })

  it('of 500 KB is read, and told to be too large for a form at the place where it gets so', async () => {
    const read = await readDropped(file(`{\n${'  "a": "ä",\n'.repeat(45_000)}}`))
    if (!('text' in read)) throw new Error(read.refusal)
    const [problem] = refuseLarge(read.text)?.problems ?? []
    expect(problem).toMatchObject({ code: 'too-large', severity: 'error' })
    expect(problem?.line).toBeGreaterThan(20_000)
  })

  it.each([
    ['is a picture by its type', file('GIF89a', 'logo.gif', 'image/gif')],
    ['is a picture under a wrong name', file(Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 0, 0), 'connection.json')],
    [
      'is no UTF-8',
      file(
        Uint8Array.from({ length: 64 }, () => 0xe4),
        'connection.json',
      ),
    ],
  ])('that %s is refused by name', async (_, dropped) => {
    expect(await readDropped(dropped)).toEqual({ refusal: expect.stringContaining(`${dropped.name} is no text`) })
  })

  it('that is huge is not even read', async () => {
    const huge = Object.assign(file(''), { text: () => Promise.reject(new Error('read')) })
    Object.defineProperty(huge, 'size', { value: 6_000_000 })
    expect(await readDropped(huge)).toEqual({ refusal: expect.stringContaining('connection.json is') })
  })

  it('that went away meanwhile is told', async () => {
    const gone = Object.assign(file(''), { text: () => Promise.reject(new Error('gone')) })
    expect(await readDropped(gone)).toEqual({ refusal: expect.stringContaining('connection.json') })
  })
})
