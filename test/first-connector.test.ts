import { readFileSync, statSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { readGuide } from '../e2e/walk/read-guide.ts'

const at = (path: string) => fileURLToPath(new URL(`../docs/guide/${path}`, import.meta.url))
const guide = readFileSync(at('first-connector.md'), 'utf8')
const pictures = [...guide.matchAll(/!\[[^\]]+\]\((first-connector\/[\w.-]+)\)/g)].map(([, path = '']) => path)

describe('the guide to the first connector', () => {
  it('needs ten commands at most', () => {
    const commands = readGuide().filter(step => step.kind === 'command')
    expect(commands.length).toBeGreaterThan(5)
    expect(commands.length).toBeLessThanOrEqual(10)
  })

  it('shows pictures of its own walk, a megabyte at most in all (npm run record makes them)', () => {
    expect(pictures).toHaveLength(3)
    const bytes = pictures.reduce((sum, path) => sum + statSync(at(path)).size, 0)
    expect(bytes).toBeLessThan(1_000_000)
    const shown = [...readFileSync(at('first-connector/terminal.svg'), 'utf8').matchAll(/class="c">\$ ([^<]*)</g)]
    const commands = readGuide().flatMap(step => (step.kind === 'command' ? [step.line] : []))
    expect(shown.map(([, command = '']) => command.replaceAll('&amp;', '&'))).toEqual(commands)
  })
})
