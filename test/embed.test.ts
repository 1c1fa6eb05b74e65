import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'

const read = (name: string) => readFileSync(fileURLToPath(new URL(`../public/${name}`, import.meta.url)), 'utf8')

describe('embed.js', () => {
  const text = read('embed.js')

  it('is at most 5 kB as it travels, and needs nothing else', () => {
    expect(gzipSync(text).length).toBeLessThanOrEqual(5_000)
    expect(text).not.toMatch(/\b(import|require|eval|innerHTML|document\.write)\b/)
  })

  it('takes a message only from its own window and our origin', () => {
    expect(text).toContain('event.origin !== origin || event.source !== source()')
    expect(text).not.toContain("'*'")
  })
})
