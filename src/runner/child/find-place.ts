import { readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import { fileURLToPath } from 'node:url'
import { textAt } from './read-property.ts'

/** Where code broke, with the line itself. Line and column count from one; the column is 0 where nobody knows it. */
export interface Place {
  /** Absolute path. */
  file: string
  line: number
  column: number
  code: string
}

/** What is said of the code around the project, not of the project: nobody wants to be sent there. */
const FOREIGN = '/node_modules/'

/**
 * Where code that does not load broke: as Node shows it above the stack of a mistake of syntax, else in the file that was
 * read last (Node keeps that of ES modules to itself), else where the stack enters the project in `root`. `loaded` are the
 * addresses of the modules that were read, in their order.
 */
export function findPlace(error: unknown, root: string, loaded: readonly string[]): Place | undefined {
  const stack = textAt(error, 'stack')
  return (
    placeAbove(stack) ??
    (textAt(error, 'name') === 'SyntaxError' ? placeOfSyntax(loaded) : undefined) ??
    placeOfImport(textAt(error, 'message'), loaded) ??
    placeInStack(stack, root)
  )
}

/** `file:///…/index.js:3`, the line, and a caret below it; without these where the file ended too early. */
function placeAbove(stack: string): Place | undefined {
  const [head = '', ...lines] = stack.split('\n')
  const [, file = '', line = ''] = /^(?:file:\/\/)?(\/.*):(\d+)$/.exec(head) ?? []
  if (file === '') return undefined
  const caret = lines.findIndex(text => /^\s*\^+\s*$/.test(text))
  const place = { file: decodeURI(file), line: Number(line) }
  if (caret < 1) return { ...place, column: 0, code: '' }
  return { ...place, column: (lines[caret] ?? '').indexOf('^') + 1, code: lines[caret - 1] ?? '' }
}

/** Reads the newest modules once more, with the parser that takes types out: it says where it stumbled. */
function placeOfSyntax(loaded: readonly string[]): Place | undefined {
  for (const address of loaded.toReversed()) {
    const file = fileURLToPath(address)
    try {
      stripTypeScriptTypes(readFileSync(file, 'utf8'))
    } catch (error) {
      return placeAbove(`${file}${textAt(error, 'stack')}`)
    }
  }
  return undefined
}

/** An import of what is not there has no frame of the module that asks for it: its line is looked for. */
function placeOfImport(message: string, loaded: readonly string[]): Place | undefined {
  const [, module = '', importer = ''] =
    /^Cannot find (?:package|module) '(.+)' imported from (\/.+)$/m.exec(message) ?? []
  if (importer !== '') return placeOfText(importer, [module.split('/').at(-1) ?? module])
  const [, from = '', name = ''] =
    /^The requested module '(.+)' does not provide an export named '(.+)'/.exec(message) ?? []
  if (from === '') return undefined
  return loaded
    .toReversed()
    .reduce<Place | undefined>(
      (found, address) => found ?? placeOfText(fileURLToPath(address), [name, from]),
      undefined,
    )
}

/** The first line with all these words on it that imports something, and the first of the words in it. */
function placeOfText(file: string, words: readonly string[]): Place | undefined {
  const lines = linesOf(file)
  const index = lines.findIndex(text => /\b(?:import|from)\b/.test(text) && words.every(word => text.includes(word)))
  const code = lines[index]
  return code === undefined ? undefined : { file, line: index + 1, column: code.indexOf(words[0] ?? '') + 1, code }
}

/** The author's own code before that of a package. */
function placeInStack(stack: string, root: string): Place | undefined {
  const frames = [...stack.matchAll(/^\s+at .*?\(?(?:file:\/\/)?(\/[^()]*?):(\d+):(\d+)\)?$/gm)]
  const inside = frames.filter(([, file = '']) => file.startsWith(`${root}/`))
  const [, file = '', line = '', column = ''] =
    inside.find(([, path = '']) => !path.includes(FOREIGN)) ?? inside[0] ?? []
  if (file === '') return undefined
  return { file, line: Number(line), column: Number(column), code: linesOf(file)[Number(line) - 1] ?? '' }
}

function linesOf(file: string): string[] {
  try {
    return readFileSync(file, 'utf8').split(/\r?\n/)
  } catch {
    // What the stack names may be no file at all; then there is no line to show.
    return []
  }
}

const SHOWN = 120

/** The place and the line with a caret below it, as Node shows it above a stack. */
export function drawPlace({ file, line, column, code }: Place): string[] {
  const head = `${file}:${line}${column > 0 ? `:${column}` : ''}`
  if (code.trim() === '') return [head]
  // Of packed code that is all in one line, what is around the place.
  const from = column > SHOWN ? column - SHOWN / 2 : 0
  const shown = code.replaceAll('\t', ' ').slice(from, from + SHOWN)
  return column > 0 ? [head, shown, `${' '.repeat(column - 1 - from)}^`] : [head, shown]
}
