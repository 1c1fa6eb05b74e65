import { readFileSync } from 'node:fs'
import { join } from 'node:path'

export type GuideStep = { kind: 'file'; path: string; text: string } | { kind: 'command'; line: string }

const GUIDE = join(import.meta.dirname, '..', '..', 'docs', 'guide', 'first-connector.md')

/** What docs/guide/first-connector.md tells to write and to run, in its order: fences with a path, and lines of `sh` fences. */
export function readGuide(): GuideStep[] {
  const fences = readFileSync(GUIDE, 'utf8').matchAll(/^```(\w+)(?: (\S+))?\n([\s\S]*?)^```$/gm)
  return [...fences].flatMap(([, language, path, text = '']): GuideStep[] => {
    if (path !== undefined) return [{ kind: 'file', path, text }]
    if (language !== 'sh') return []
    return text
      .split('\n')
      .filter(line => line !== '')
      .map(line => ({ kind: 'command', line }))
  })
}
