import { isObject, type Json, type JsonObject, own } from '#shared/json.ts'
import { atPointer } from '#shared/json-pointer.ts'
import { buildStructure } from './build-structure.ts'
import type { Caps } from './caps.ts'
import { type Draft, emptyDraft } from './draft.ts'
import { mergeDrafts } from './merge-drafts.ts'
import type { ReadSchema } from './read.ts'
import { refine } from './refine.ts'
import type { Report } from './report.ts'
import type { Resolving, Step } from './resolving.ts'

/** Schemas in schemas, where no value gets deeper: branches, conditions, references. */
const MAX_NESTING = 90

/**
 * Phase 2: the schema as a draft tree: local references are copied in, the parts of an `allOf` merged.
 * Undefined when the form is larger than the caps allow, which is reported.
 */
export function resolve(read: ReadSchema, root: JsonObject, caps: Caps, report: Report): Draft | undefined {
  const resolving: Resolving = {
    caps,
    report,
    count: 0,
    over: false,
    build: (raw, step) => build(resolving, read, raw, step),
    inline: (test, step) => inlineTest(resolving, read, test, step),
    refuse: (at, message) => refuse(resolving, at, message),
  }
  const draft = resolving.build(root, { at: read.at, depth: 0, nesting: 0, unions: 0, refs: [] })
  return resolving.over ? undefined : refine(draft ?? emptyDraft(read.at))
}

function build(resolving: Resolving, read: ReadSchema, raw: Json | undefined, step: Step): Draft | undefined {
  if (raw === false || resolving.over) return undefined
  const index = ++resolving.count
  if (isBeyond(resolving, step)) {
    return resolving.refuse(step.at, 'This form is larger than a form may be.')
  }
  if (raw === true || raw === undefined) return { ...emptyDraft(step.at), index }
  if (!isObject(raw)) {
    resolving.report.error('keyword-type', step.at, 'A schema must stand here.', 'Write an object with a "type".')
    return undefined
  }
  const reference = own(raw, '$ref')
  const target = reference === undefined ? emptyDraft(step.at) : follow(resolving, read, reference, step)
  if (!target) return undefined
  let draft = mergeDrafts({ ...target, at: step.at, index }, { ...buildStructure(resolving, raw, step), index }, 'over')
  for (const { part, at } of partsOf(resolving, raw, step.at)) {
    const built = resolving.build(part, { ...step, at, nesting: step.nesting + 1 })
    if (!built) continue
    if (draft.union && built.union) {
      const message = 'Two unions stand on one object; only the first is shown.'
      resolving.report.error('allof-merge', at, message, 'Give the second union a property of its own.')
    }
    draft = mergeDrafts(draft, built, 'tight')
  }
  return draft
}

function isBeyond({ caps, count }: Resolving, { depth, nesting, unions }: Step): boolean {
  return count > caps.nodes || depth > caps.depth || nesting > MAX_NESTING || unions > caps.unionDepth
}

function refuse(resolving: Resolving, at: string, message: string): undefined {
  resolving.over = true
  resolving.report.error('no-schema', at, message, 'Make it smaller: fewer fields, branches or levels.')
  return undefined
}

function follow(resolving: Resolving, read: ReadSchema, reference: Json, step: Step): Draft | undefined {
  const at = `${step.at}/$ref`
  const bad = (message: string, fix: string) => {
    resolving.report.error('bad-ref', at, message, fix)
    return undefined
  }
  if (typeof reference !== 'string' || !reference.startsWith('#')) {
    return bad('This reference leaves the file; nothing is fetched.', 'Copy the schema into this file.')
  }
  if (step.refs.includes(reference)) {
    return bad('This reference leads back to itself.', 'Write the schema without the circle.')
  }
  const found = lookUp(read, reference)
  if (!found) {
    return bad('This reference leads nowhere.', 'Name a place in this file, for example "#/definitions/address".')
  }
  const refs = [...step.refs, reference]
  return resolving.build(found.target, { ...step, at: found.at, nesting: step.nesting + 1, refs })
}

/** What a reference inside the file names: from the form's root or, failing that, from the file's. */
function lookUp(read: ReadSchema, reference: string): { target: Json; at: string } | undefined {
  const pointer = decodePointer(reference.slice(1))
  if (pointer !== '' && !pointer.startsWith('/')) return undefined
  const inRoot = atPointer(read.root, pointer)
  if (inRoot !== undefined) return { target: inRoot, at: read.at + pointer }
  const inFile = atPointer(read.file, pointer)
  return inFile === undefined ? undefined : { target: inFile, at: pointer }
}

/** A test with its references copied in. Each of its parts counts as a schema: it is judged at every keystroke. */
function inlineTest(resolving: Resolving, read: ReadSchema, test: JsonObject, step: Step): JsonObject {
  if (++resolving.count > resolving.caps.nodes) return {}
  const { $ref: reference, ...rest } = test
  if (reference !== undefined) {
    const isNew = typeof reference === 'string' && !step.refs.includes(reference)
    const target = isNew && reference.startsWith('#') ? lookUp(read, reference)?.target : undefined
    if (isObject(target) && isNew) {
      return inlineTest(resolving, read, { ...target, ...rest }, { ...step, refs: [...step.refs, reference] })
    }
    const message = 'This condition refers to no test in this file, so that part of it is left out.'
    resolving.report.error('bad-ref', step.at, message, 'Write the test itself.')
  }
  const inline = (part: Json): Json => (isObject(part) ? inlineTest(resolving, read, part, step) : part)
  const entries = Object.entries(rest).map(([key, value]): [string, Json] => {
    if (key === 'const' || key === 'enum') return [key, value]
    if (Array.isArray(value)) return [key, value.map(inline)]
    if (key !== 'properties' || !isObject(value)) return [key, inline(value)]
    return [key, Object.fromEntries(Object.entries(value).map(([name, part]) => [name, inline(part)]))]
  })
  return Object.fromEntries(entries)
}

function decodePointer(fragment: string): string {
  try {
    return decodeURIComponent(fragment)
  } catch {
    return fragment
  }
}

/** The parts of `allOf` and of its old name `extends`. */
function partsOf(resolving: Resolving, raw: JsonObject, at: string): { part: Json; at: string }[] {
  const parts: { part: Json; at: string }[] = []
  for (const key of ['allOf', 'extends']) {
    const value = own(raw, key)
    if (value === undefined) continue
    if (key === 'extends') {
      resolving.report.info('old-words', `${at}/extends`, '"extends" is read as "allOf".', 'Write "allOf".')
    }
    if (!Array.isArray(value)) parts.push({ part: value, at: `${at}/${key}` })
    else if (value.length > resolving.caps.nodes) resolving.refuse(`${at}/${key}`, 'This list has too many parts.')
    else for (const [i, part] of value.entries()) parts.push({ part, at: `${at}/${key}/${i}` })
  }
  return parts
}
