import { getLocation } from 'jsonc-parser'
import type { Preview } from '#shared/contract/preview.ts'
import { toPointer } from '#shared/json-pointer.ts'

export type PreviewProblem = Preview['problems'][number]

interface Fault {
  line: number
  column: number
  code: string
  message: string
}

/** What to write instead, for faults that stop a file from being a form at all. */
const FIXES: Record<string, string> = {
  'bad-json': 'Mend the text at this place; the form follows as soon as it can be read.',
  'missing-comma': 'Put a comma before this place.',
  'duplicate-key': 'Keep one of them, or give this one another name.',
  'too-deep': 'Nest less deeply.',
  'too-large': 'Take out what is not needed.',
  'too-slow': 'Make it smaller: fewer fields, branches and conditions.',
  'no-schema': 'Put the form under "input", with "properties".',
  'root-not-object': 'Write "type": "object" there.',
  'no-connect': 'Write module.exports = { connect(input, output) { … } } in index.js.',
}

/** An error with its place in the text, in line and column and as JSON Pointer, and what to do about it. */
export function previewProblem(source: string, { line, column, code, message }: Fault): PreviewProblem {
  const fix = Object.hasOwn(FIXES, code) ? FIXES[code] : undefined
  const pointer = pointerAt(source, line, column)
  return { line, column, pointer, code, severity: 'error', message, ...(fix === undefined ? {} : { fix }) }
}

function pointerAt(source: string, line: number, column: number): string {
  const before = source.split('\n', line - 1).reduce((sum, text) => sum + text.length + 1, 0)
  const { path } = getLocation(source, before + column - 1)
  // An empty name stands for a key that is only being written.
  return toPointer(path.filter(part => part !== '').map(String))
}
