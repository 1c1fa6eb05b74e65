import { type Node, type ParseError, parseTree, printParseErrorCode } from 'jsonc-parser'
import type { Json, JsonObject } from './json.ts'
import { fromPointer } from './json-pointer.ts'

/** Where something stands in a text: both count from 1; a column counts UTF-16 units. */
export interface Position {
  line: number
  column: number
}

interface SyntaxProblem extends Position {
  code: 'bad-json' | 'missing-comma' | 'duplicate-key' | 'too-deep'
  /** What was found, what was expected and where; without the file's name. */
  message: string
  /** The line itself, and a caret below the place. */
  excerpt: string
}

export interface JsoncDocument {
  /** Undefined when `problems` holds a syntax error. */
  value: Json | undefined
  problems: SyntaxProblem[]
  /** What stands where, for changes of the text; undefined where nothing could be read. */
  root: Node | undefined
  /** The place of a value (`of: 'value'`) or of the key that holds it; the nearest ancestor where nothing stands there. */
  locate(pointer: string, of?: 'key' | 'value'): Position
}

const MAX_DEPTH = 60

/**
 * Reads JSON as people write it: `//` and `/* *\/` comments, trailing commas and a byte-order mark are accepted.
 * A key that stands twice is a problem, and so is depth over 60. Never throws.
 */
export function parseJsonc(source: string): JsoncDocument {
  const text = source.startsWith('\uFEFF') ? ` ${source.slice(1)}` : source
  const lines: Lines = { text, starts: lineStarts(text) }
  const at = (offset: number) => positionAt(lines.starts, offset)
  const errors: ParseError[] = []
  const deep = nestingOver(text, MAX_DEPTH)
  if (deep !== undefined) {
    const problem = makeProblem(lines, at(deep), 'too-deep', `this is nested deeper than ${MAX_DEPTH} levels`)
    return { value: undefined, problems: [problem], root: undefined, locate: () => ({ line: 1, column: 1 }) }
  }
  const root = parseTree(text, errors, { allowTrailingComma: true, disallowComments: false })
  const first = errors[0]
  const problems = first ? [describeSyntaxError(lines, at, first)] : []
  if (!root && problems.length === 0)
    problems.push(makeProblem(lines, { line: 1, column: 1 }, 'bad-json', 'the file is empty'))
  const value = problems.length === 0 && root ? toJson(root, lines, at, problems) : undefined
  return { value, problems, root, locate: (pointer, of = 'value') => at(offsetOf(root, pointer, of)) }
}

/**
 * The place where brackets nest deeper than `limit`. Measured before parsing, because the parser itself recurses, and
 * letter by letter, because a matcher overflows its stack on long texts.
 */
function nestingOver(text: string, limit: number): number | undefined {
  let depth = 0
  for (let i = 0; i < text.length; i++) {
    const letter = text[i]
    if (letter === '{' || letter === '[') {
      if (++depth > limit) return i
    } else if (letter === '}' || letter === ']') depth--
    else if (letter === '"') i = endOfText(text, i + 1)
    else if (letter === '/' && text[i + 1] === '/') i = endAfter(text, '\n', i + 2)
    else if (letter === '/' && text[i + 1] === '*') i = endAfter(text, '*/', i + 2)
  }
  return undefined
}

/** The closing quote of a text, or the end of its line: a text that is not closed ends there. */
function endOfText(text: string, start: number): number {
  for (let i = start; i < text.length; i++) {
    if (text[i] === '\\') i++
    else if (text[i] === '"' || text[i] === '\n') return i
  }
  return text.length
}

function endAfter(text: string, mark: string, start: number): number {
  const at = text.indexOf(mark, start)
  return at === -1 ? text.length : at + mark.length - 1
}

function toJson(node: Node, lines: Lines, at: (offset: number) => Position, problems: SyntaxProblem[]): Json {
  if (node.type === 'array') return (node.children ?? []).map(child => toJson(child, lines, at, problems))
  if (node.type !== 'object') return node.value as Json
  const object: JsonObject = {}
  for (const property of node.children ?? []) {
    const [keyNode, valueNode] = property.children ?? []
    if (!keyNode || !valueNode) continue
    const key = String(keyNode.value)
    if (Object.hasOwn(object, key)) {
      problems.push(
        makeProblem(lines, at(keyNode.offset), 'duplicate-key', `the key "${key}" stands here a second time`),
      )
    }
    Object.defineProperty(object, key, {
      value: toJson(valueNode, lines, at, problems),
      enumerable: true,
      configurable: true,
      writable: true,
    })
  }
  return object
}

function offsetOf(root: Node | undefined, pointer: string, of: 'key' | 'value'): number {
  let here = root
  let offset = root?.offset ?? 0
  for (const part of fromPointer(pointer)) {
    if (here?.type === 'array') {
      here = here.children?.[Number(part)]
      if (here) offset = here.offset
    } else if (here?.type === 'object') {
      const property = here.children?.findLast(child => child.children?.[0]?.value === part)
      here = property?.children?.[1]
      const target = of === 'key' ? property?.children?.[0] : here
      if (target) offset = target.offset
    } else return offset
    if (!here) return offset
  }
  return offset
}

function describeSyntaxError(lines: Lines, at: (offset: number) => Position, error: ParseError): SyntaxProblem {
  const { text } = lines
  const place = at(error.offset)
  const name = printParseErrorCode(error.error)
  if (name === 'CommaExpected') {
    const before = text.slice(0, error.offset).trimEnd()
    const end = at(before.length)
    const keys = [...before.matchAll(/"((?:\\.|[^"\\\n])*)"\s*:/g)]
    const key = keys.at(-1)?.[1]
    const after = key === undefined ? '' : ` after "${key}"`
    return makeProblem(
      lines,
      place,
      'missing-comma',
      `a comma is missing${after} (line ${end.line}, column ${end.column})`,
    )
  }
  const found = error.offset >= text.trimEnd().length ? 'the end of the file' : `"${[...text.slice(error.offset)][0]}"`
  return makeProblem(lines, place, 'bad-json', `${EXPECTED[name] ?? name}, but found ${found}`)
}

const EXPECTED: Record<string, string> = {
  InvalidSymbol: 'expected a value: text in double quotes, a number, true, false, null, an object or a list',
  InvalidNumberFormat: 'expected a number such as 1.5',
  PropertyNameExpected: 'expected a key in double quotes',
  ValueExpected: 'expected a value',
  ColonExpected: 'expected a colon after the key',
  CloseBraceExpected: 'expected a closing brace }',
  CloseBracketExpected: 'expected a closing bracket ]',
  EndOfFileExpected: 'expected the end of the file',
  UnexpectedEndOfComment: 'expected the end of a comment */',
  UnexpectedEndOfString: 'expected a closing double quote',
  UnexpectedEndOfNumber: 'expected more digits',
  InvalidUnicode: 'expected four hexadecimal digits after \\u',
  InvalidEscapeCharacter: 'expected an escape such as \\n, \\" or \\\\',
  InvalidCharacter: 'expected no control character inside a text',
}

/** A text and where its lines start: a text may have thousands of problems, and each shows its line. */
interface Lines {
  text: string
  starts: number[]
}

function makeProblem(
  { text, starts }: Lines,
  place: Position,
  code: SyntaxProblem['code'],
  message: string,
): SyntaxProblem {
  const start = starts[place.line - 1] ?? 0
  const end = (starts[place.line] ?? text.length + 1) - 1
  const from = Math.max(0, place.column - 61)
  const shown = text.slice(start + from, Math.min(end, start + from + 120)).replace(/\r$/, '')
  const pad = shown.slice(0, place.column - 1 - from).replace(/[^\t]/g, ' ')
  return { ...place, code, message, excerpt: `${shown}\n${pad}^` }
}

function lineStarts(text: string): number[] {
  const starts = [0]
  for (let i = text.indexOf('\n'); i !== -1; i = text.indexOf('\n', i + 1)) starts.push(i + 1)
  return starts
}

function positionAt(starts: number[], offset: number): Position {
  let low = 0
  let high = starts.length - 1
  while (low < high) {
    const middle = (low + high + 1) >> 1
    if ((starts[middle] ?? 0) <= offset) low = middle
    else high = middle - 1
  }
  return { line: low + 1, column: offset - (starts[low] ?? 0) + 1 }
}
