import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'

const WIDTH = 100

/** Gives the line of a finding and a caret below its place; nothing where the file has no such line. */
export function excerptReader(root: string) {
  const files = new Map<string, Promise<string[]>>()
  const linesOf = (file: string) => {
    const known = files.get(file)
    if (known) return known
    const lines = readFile(resolve(root, file), 'utf8').then(
      text => text.split(/\r?\n/),
      () => [],
    )
    files.set(file, lines)
    return lines
  }
  return async ({ file, line, column }: { file: string; line: number; column: number }): Promise<string[]> => {
    const text = (await linesOf(file))[line - 1]
    if (text === undefined || text.trim() === '') return []
    // A long line is cut around the place.
    const from = Math.max(0, Math.min(column - 1 - WIDTH / 2, text.length - WIDTH))
    const shown = text.slice(from, from + WIDTH).replaceAll('\t', ' ')
    return [`    ${shown}`, `    ${' '.repeat(Math.max(0, column - 1 - from))}^`]
  }
}
