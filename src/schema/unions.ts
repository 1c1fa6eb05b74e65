import { isObject, own } from '#shared/json.ts'
import { type Draft, isHidden, namesOf, requiredOf, requireFields, textKey, withKeys, withRequired } from './draft.ts'
import { leaveAlone } from './leave-alone.ts'
import { mapParts } from './map-draft.ts'
import { ownWord } from './own-words.ts'
import type { Report } from './report.ts'
import { isTextKey } from './texts.ts'
import type { TextBundles } from './types.ts'

/** Phase 6: every union gets a tag: a property that has another constant in each branch (forms.md §5.1). */
export function tagUnions(draft: Draft, texts: TextBundles, report: Report): Draft {
  return tagIn(draft, new Set(), { texts, report })
}

interface Tagging {
  texts: TextBundles
  report: Report
}

/** `taken`: names of the object that this draft is a branch or a condition of. */
function tagIn(draft: Draft, taken: ReadonlySet<string>, tagging: Tagging): Draft {
  const names = new Set([...taken, ...(draft.properties?.keys() ?? [])])
  const copy = mapParts(draft, (part, { kind }) => {
    return tagIn(part, kind === 'branch' || kind === 'then' ? names : new Set(), tagging)
  })
  return copy.union ? tagUnion(copy, copy.union.branches, taken, tagging) : copy
}

function tagUnion(draft: Draft, branches: Draft[], taken: ReadonlySet<string>, { texts, report }: Tagging): Draft {
  const found = findTag(draft, branches, report)
  const tag = found?.name ?? freeName(new Set([...taken, ...namesOf(draft)]))
  const values = found?.values ?? madeTags(branches, texts)
  const spread = spreadCommon(withoutField(draft, tag), branches, tag)
  const tagged = spread.branches.map((branch, i) => {
    const value = values[i] ?? `option-${i + 1}`
    const name = found ? value.replace(/[_-]+/g, ' ') : `${ownWord('option', texts)} ${i + 1}`
    return withTag(titled(branch, name.charAt(0).toUpperCase() + name.slice(1)), tag, value)
  })
  return { ...spread.draft, union: { word: 'oneOf', branches: tagged, tag } }
}

interface Tag {
  name: string
  values: string[]
}

function findTag(draft: Draft, branches: Draft[], report: Report): Tag | undefined {
  const discriminator = own(draft.keys, 'discriminator')
  const wanted = isObject(discriminator) ? own(discriminator, 'propertyName') : undefined
  const names = [...(branches[0]?.properties?.keys() ?? [])]
  const ordered = typeof wanted === 'string' && names.includes(wanted) ? [wanted, ...names] : names
  const found = ordered
    .map(name => ({ name, values: branches.map(branch => constantOf(branch.properties?.get(name))) }))
    .find(({ values }) => values.every(value => value !== undefined) && new Set(values).size === values.length)
  if (discriminator !== undefined && found?.name !== wanted) {
    const message = 'This discriminator names no field with a different constant text in every branch.'
    const fix = 'Give each branch that field with a "const".'
    report.warning('suspicious-keyword', `${draft.at}/discriminator`, message, fix)
  }
  return found ? { name: found.name, values: found.values.filter(value => value !== undefined) } : undefined
}

/** The text that marks a branch: a constant, the only choice, or the default of a hidden field. */
function constantOf(property: Draft | undefined): string | undefined {
  if (!property) return undefined
  const { keys } = property
  const choices = own(keys, 'enum')
  const only = Array.isArray(choices) && choices.length === 1 ? choices[0] : undefined
  const value = own(keys, 'const') ?? only ?? (isHidden(property) ? own(keys, 'default') : undefined)
  // Ajv takes an empty tag for none.
  return typeof value === 'string' && value !== '' ? value : undefined
}

function freeName(taken: ReadonlySet<string>): string {
  let name = 'x-branch'
  for (let n = 2; taken.has(name); n++) name = `x-branch-${n}`
  return name
}

function madeTags(branches: Draft[], texts: TextBundles): string[] {
  const taken = new Set<string>()
  return branches.map((branch, i) => {
    const base = slugOf(textKey(branch, 'title') ?? '', texts.service) || `option-${i + 1}`
    let tag = base
    for (let n = 2; taken.has(tag); n++) tag = `${base}-${n}`
    taken.add(tag)
    return tag
  })
}

/** Made from the title as written, so that it survives translation and reordering. */
function slugOf(title: string, service: string): string {
  const text = isTextKey(title, service) ? (title.split(/[:.]/).at(-1) ?? '') : title
  return text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60)
}

function withoutField(draft: Draft, name: string): Draft {
  if (!draft.properties?.has(name))
    return withRequired(
      draft,
      requiredOf(draft).filter(one => one !== name),
    )
  const properties = new Map(draft.properties)
  properties.delete(name)
  return withRequired(
    { ...draft, properties },
    requiredOf(draft).filter(one => one !== name),
  )
}

/**
 * A field that stands beside the union and in a branch would be drawn twice: it moves into every branch. A required
 * name that only branches declare becomes required in those.
 */
function spreadCommon(draft: Draft, branches: Draft[], tag: string): { draft: Draft; branches: Draft[] } {
  const properties = new Map(draft.properties)
  const required = new Set(requiredOf(draft))
  const inBranches = new Set(branches.flatMap(branch => [...namesOf(branch)]))
  let spread = branches
  for (const name of [...inBranches]) {
    const common = properties.get(name)
    const wanted = required.has(name)
    if (name === tag || (!common && !wanted)) continue
    spread = spread.map(branch => addCommon(branch, name, common, wanted))
    properties.delete(name)
    required.delete(name)
  }
  const moved = [...(draft.properties?.keys() ?? [])].filter(name => !properties.has(name))
  const alone = moved.length > 0 ? { ...draft, conditions: leaveAlone(draft.conditions, moved) } : draft
  const rest = alone.properties || properties.size > 0 ? { ...alone, properties } : alone
  return { draft: withRequired(rest, required), branches: spread }
}

function addCommon(branch: Draft, name: string, common: Draft | undefined, wanted: boolean): Draft {
  const properties = new Map(branch.properties)
  // A branch that declares the field too has had the rest of the declaration since `refine`.
  if (!properties.has(name)) {
    const inner = branch.union?.branches
    if (branch.union && inner?.some(part => namesOf(part).has(name))) {
      return {
        ...branch,
        union: { ...branch.union, branches: inner.map(part => addCommon(part, name, common, wanted)) },
      }
    }
    if (!common) return branch
    properties.set(name, common)
  }
  return requireFields({ ...branch, properties }, wanted ? [name] : [])
}

/** A branch without title is offered under the words of its tag. */
function titled(branch: Draft, title: string): Draft {
  return branch.words?.title === undefined ? { ...branch, words: { ...branch.words, title } } : branch
}

/** A tag is a hidden text, whatever else was written about it. */
const TAG_KEYS = {
  type: 'string',
  enum: undefined,
  format: undefined,
  media: undefined,
  options: undefined,
  visible_when: undefined,
  displayOptions: undefined,
  hidden: true,
}

function withTag(branch: Draft, tag: string, value: string): Draft {
  const written = branch.properties?.get(tag)
  const base: Draft = written ?? { at: branch.at, index: branch.index, keys: {}, conditions: [], dependents: [] }
  const { secret: _secret, ...plain } = base
  const field = withKeys(plain, { ...TAG_KEYS, const: value, default: value })
  const properties = new Map([[tag, field]])
  for (const [name, property] of branch.properties ?? []) if (name !== tag) properties.set(name, property)
  return withRequired({ ...branch, properties }, [tag, ...requiredOf(branch)])
}
