import type { ObjectFieldTemplateProps } from '@rjsf/utils'
import { type ReactElement, useContext, useState } from 'react'
import { isObject, type Json, type JsonObject, jsonEqual } from '#shared/json.ts'
import { EntryContext } from '../field-context.ts'
import { type LayoutSection, optionsOf } from '../field-options.ts'
import { domId } from '../field-path.ts'
import { countProblems, isEmpty, useShowsCounts } from '../field-problem.ts'
import { Fold, ObjectFrame, objectPath } from './object-frame.tsx'
import { FieldStack, ObjectEnd, unplanned, visibleFields } from './object-parts.tsx'

/** One field a row; sections follow, closed ones as folds (forms.md §3). In a table's entry: its cells. */
export function StackObject(props: ObjectFieldTemplateProps) {
  const { uiSchema } = props
  const fields = visibleFields(props)
  const entry = useContext(EntryContext)
  const path = objectPath(props)
  if (entry?.kind === 'table' && typeof path.at(-1) === 'number')
    return <Cells names={entry.columns ?? [...fields.keys()]} fields={fields} />
  const { layout, infos } = optionsOf(uiSchema)
  const sections = layout?.kind === 'stack' ? (layout.sections ?? []) : []
  const rest = unplanned(
    fields,
    sections.flatMap(section => section.names),
  )
  return (
    <ObjectFrame {...props} path={path} description={props.description}>
      <FieldStack names={rest} fields={fields} infos={infos ?? []} />
      {sections.map(section => (
        <Section key={section.id} {...props} section={section} fields={fields} />
      ))}
      <ObjectEnd {...props} />
    </ObjectFrame>
  )
}

interface PartProps extends ObjectFieldTemplateProps {
  fields: ReadonlyMap<string, ReactElement>
}

/** Opens by itself when a value in it differs from its default, and when a problem shows in it. */
function Section({ section, fields, ...props }: PartProps & { section: LayoutSection }) {
  const id = `${domId(objectPath(props))}~${section.id}`
  const showsCounts = useShowsCounts()
  const [differs] = useState(() => section.names.some(name => differsFromDefault(props, name)))
  if (!section.names.some(name => fields.has(name))) return null
  return (
    <Fold
      id={id}
      title={section.title}
      titleId={`${id}~title`}
      startOpen={!section.collapsed || differs}
      forceOpen={showsCounts && countProblems(props.errorSchema, section.names) > 0}
    >
      <FieldStack names={section.names} fields={fields} infos={optionsOf(props.uiSchema).infos ?? []} />
    </Fold>
  )
}

function differsFromDefault({ schema, formData }: ObjectFieldTemplateProps, name: string): boolean {
  const value: unknown = isObject(formData) ? formData[name] : undefined
  const property: unknown = schema.properties?.[name]
  return !isStart(value, isObject(property) ? property : {})
}

/** Nothing typed: empty, unticked, or what the schema puts there. */
function isStart(value: unknown, schema: JsonObject): boolean {
  if (isEmpty(value) || value === false || jsonEqual(schema['default'], value as Json)) return true
  if (!isObject(value)) return schema['const'] !== undefined
  const properties = isObject(schema['properties']) ? schema['properties'] : {}
  return Object.entries(value).every(([name, part]) => {
    const property = properties[name]
    return isStart(part, isObject(property) ? property : {})
  })
}

function Cells({ names, fields }: { names: readonly string[]; fields: ReadonlyMap<string, ReactElement> }) {
  return names.map(name => (
    <td key={name} className="fc-td">
      {fields.get(name)}
    </td>
  ))
}
