import { type Json, type JsonObject, jsonEqual, own } from '#shared/json.ts'
import { type Draft, type InfoText, isHidden, type Widget } from './draft.ts'
import { mapParts } from './map-draft.ts'
import { mergeDrafts } from './merge-drafts.ts'

/**
 * The tree as people see it: fields that conditions add stand among the others, one entry a name. The uiSchema of an
 * object knows no conditions.
 */
export function flatten(draft: Draft): Draft {
  const copy = mapParts(draft, flatten)
  const parts = copy.conditions.flatMap(({ met, unmet }) => [met, unmet]).filter(part => part !== undefined)
  if (parts.length === 0) return copy
  const properties = new Map(copy.properties)
  for (const part of parts) {
    for (const [name, field] of part.properties ?? []) {
      const known = properties.get(name)
      properties.set(name, known ? joinFields(known, field) : field)
    }
  }
  const union = copy.union ?? parts.find(part => part.union)?.union
  const flat: Draft = { ...copy, properties, conditions: [] }
  const infos = [...(copy.infos ?? []), ...conditionalInfos(copy).map(info => standing(info, properties))]
  return { ...flat, ...(union ? { union } : {}), ...(infos.length > 0 ? { infos } : {}) }
}

/** Texts between fields that conditions add, each with what must hold for it. */
function conditionalInfos({ conditions }: Draft): InfoText[] {
  const under = (part: Draft | undefined, test: JsonObject) =>
    (part?.infos ?? []).map(info => ({ ...info, when: info.when ? { allOf: [test, info.when] } : test }))
  return conditions.flatMap(({ when, met, unmet }) => [...under(met, when), ...under(unmet, { not: when })])
}

/** In the order of the file, before the next field that is seen. */
function standing(info: InfoText, properties: ReadonlyMap<string, Draft>): InfoText {
  const later = [...properties].filter(([, field]) => field.index > info.index && !isHidden(field))
  const [next] = later.toSorted(([, a], [, b]) => a.index - b.index)
  return { ...info, before: next?.[0] ?? null }
}

/** Two declarations of one name: what is visible in one of them must be seen, what is secret in one stays covered. */
function joinFields(first: Draft, second: Draft): Draft {
  const [shown, other] = isHidden(first) && !isHidden(second) ? [second, first] : [first, second]
  const joined = joinChoices(mergeDrafts(shown, other, 'tight'), shown, other)
  const secret = first.secret ?? second.secret
  const drawn = [first, second].find(one => (secret ? one.secret : choicesOf(one).length > 0))
  return {
    ...joined,
    ...(secret ? { secret } : {}),
    ...(drawn?.widget ? { widget: widgetOf(drawn.widget, shown, other) } : {}),
  }
}

/** Radio buttons cannot be drawn without choices. */
function widgetOf(widget: Widget, one: Draft, other: Draft): Widget {
  const always = choicesOf(one).length > 0 && choicesOf(other).length > 0
  return widget.name === 'fcRadio' && !always ? { ...widget, name: 'fcSelect' } : widget
}

/** Each declaration has choices of its own; their names are then told by value. */
function joinChoices(joined: Draft, first: Draft, second: Draft): Draft {
  if (joined.items && first.items && second.items) {
    return { ...joined, items: joinChoices(joined.items, first.items, second.items) }
  }
  const [one, two] = [choicesOf(first), choicesOf(second)]
  if (one.length === 0 || two.length === 0 || jsonEqual(first.keys['enum'], second.keys['enum'])) return joined
  const names = new Map([...one, ...two, ...one])
  return {
    ...joined,
    keys: { ...joined.keys, enum: [...names.keys()] },
    words: { ...joined.words, enumNames: [...names.values()] },
    namedByValue: true,
  }
}

function choicesOf(draft: Draft): [value: Json, name: string][] {
  const values = own(draft.keys, 'enum')
  return Array.isArray(values) ? values.map((value, i) => [value, draft.words?.enumNames?.[i] ?? String(value)]) : []
}
