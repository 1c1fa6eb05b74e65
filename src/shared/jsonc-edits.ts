import { createScanner, type Node } from 'jsonc-parser'
import type { Json } from './json.ts'
import { fromPointer } from './json-pointer.ts'

/** One change of a text: what stands from `from` up to `to` gives way to `text`. */
export interface TextEdit {
  from: number
  to: number
  text: string
}

/** `source` after `edits`, whose places are those before any of them and do not overlap. */
export function applyEdits(source: string, edits: readonly TextEdit[]): string {
  let result = source
  for (const { from, to, text } of [...edits].sort((a, b) => b.from - a.from)) {
    result = result.slice(0, from) + text + result.slice(to)
  }
  return result
}

/** The node at `pointer`; undefined where the text has nothing. */
function nodeAt(root: Node | undefined, pointer: string): Node | undefined {
  let here = root
  for (const part of fromPointer(pointer)) {
    here =
      here?.type === 'array'
        ? here.children?.[Number(part)]
        : here?.children?.findLast(({ children }) => children?.[0]?.value === part)?.children?.[1]
    if (!here) return undefined
  }
  return here
}

/** Another key for the value at `pointer`. */
export function renameKey(root: Node | undefined, pointer: string, key: string): TextEdit[] {
  const name = nodeAt(root, pointer)?.parent?.children?.[0]
  return name?.type === 'string' ? [replace(name, JSON.stringify(key))] : []
}

/** Another value at `pointer`. */
export function setValue(root: Node | undefined, pointer: string, value: Json): TextEdit[] {
  const node = nodeAt(root, pointer)
  return node ? [replace(node, JSON.stringify(value))] : []
}

/** Takes away the property or the entry of a list at `pointer`, with its comma. Nothing when a comment stands there. */
export function removeAt(source: string, root: Node | undefined, pointer: string): TextEdit[] {
  const node = nodeAt(root, pointer)
  const member = node?.parent?.type === 'property' ? node.parent : node
  const siblings = member?.parent?.children
  if (!member || !siblings) return []
  const at = siblings.indexOf(member)
  const next = siblings[at + 1]
  const before = siblings[at - 1]
  const [from, to] = next
    ? [member.offset, next.offset]
    : before
      ? [endOf(before), endOf(member)]
      : [member.offset, endOf(member)]
  const around = source.slice(from, member.offset) + source.slice(endOf(member), to)
  return /^\s*,?\s*$/.test(around) ? [{ from, to, text: '' }] : []
}

/** A new property of the object at `pointer`: behind `after` where that stands, else the first. Laid out as its neighbours. */
export function insertProperty(
  source: string,
  root: Node | undefined,
  { pointer, key, value, after }: { pointer: string; key: string; value: Json; after: string },
): TextEdit[] {
  const object = nodeAt(root, pointer)
  if (object?.type !== 'object') return []
  const text = `${JSON.stringify(key)}: ${JSON.stringify(value)}`
  const properties = object.children ?? []
  const [first] = properties
  if (!first) return [{ from: object.offset, to: endOf(object), text: `{ ${text} }` }]
  const anchor = properties.find(({ children }) => children?.[0]?.value === after)
  const line = source.slice(source.lastIndexOf('\n', (anchor ?? first).offset) + 1, (anchor ?? first).offset)
  const gap = line.trim() === '' ? `\n${line}` : ' '
  if (anchor) return [{ from: endOf(anchor), to: endOf(anchor), text: `,${gap}${text}` }]
  return [{ from: first.offset, to: first.offset, text: `${text},${gap}` }]
}

/** A comma behind the last thing before `at` that is no comment. */
export function insertComma(source: string, at: number): TextEdit[] {
  // Passes over blanks and comments; the end of the text is a part of no length.
  const scanner = createScanner(source, true)
  let end = -1
  scanner.scan()
  while (scanner.getTokenLength() > 0 && scanner.getTokenOffset() < at) {
    end = scanner.getTokenOffset() + scanner.getTokenLength()
    scanner.scan()
  }
  return end === -1 ? [] : [{ from: end, to: end, text: ',' }]
}

/** Double quotes around what stands at `at` in single ones, or in none although it is a key. */
export function quoteAt(source: string, at: number): TextEdit[] {
  const rest = source.slice(at, at + LONGEST)
  const single = /^'((?:[^'\\\n]|\\.)*)'/.exec(rest)
  const bare = /^[A-Za-z_$][\w$-]*(?=\s*:)/.exec(rest)
  if (single) {
    const text = single[1]?.replaceAll("\\'", "'").replace(/(?<!\\)"/g, '\\"') ?? ''
    return [{ from: at, to: at + single[0].length, text: `"${text}"` }]
  }
  return bare ? [{ from: at, to: at + bare[0].length, text: `"${bare[0]}"` }] : []
}

const LONGEST = 10_000

/** The place of a line and column, both counted from 1; behind the end of the text: its end. */
export function offsetAt(source: string, line: number, column: number): number {
  let start = 0
  for (let number = 1; number < line; number++) {
    const end = source.indexOf('\n', start)
    if (end === -1) return source.length
    start = end + 1
  }
  return Math.min(source.length, start + column - 1)
}

function replace(node: Node, text: string): TextEdit {
  return { from: node.offset, to: endOf(node), text }
}

function endOf({ offset, length }: Node): number {
  return offset + length
}
