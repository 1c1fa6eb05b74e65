import type { ObjectFieldTemplateProps } from '@rjsf/utils'
import { type ReactElement, useContext, useState } from 'react'
import { EntryContext } from '../field-context.ts'
import { type LayoutSection, optionsOf } from '../field-options.ts'
import { domId } from '../field-path.ts'
import { countProblems, useShowsCounts } from '../field-problem.ts'
import { Fold } from './fold.tsx'
import { ObjectFrame, objectPath } from './object-frame.tsx'
import { FieldStack, ObjectEnd, shownInfos, unplanned, visibleFields } from './object-parts.tsx'
import { differsFromStart } from './start-values.ts'

/** One field a row; sections follow, closed ones as folds (forms.md §3). In a table's entry: its cells. */
export function StackObject(props: ObjectFieldTemplateProps) {
  const { uiSchema } = props
  const fields = visibleFields(props)
  const entry = useContext(EntryContext)
  const path = objectPath(props)
  if (entry?.kind === 'table' && typeof path.at(-1) === 'number')
    return <Cells names={entry.columns ?? [...fields.keys()]} fields={fields} />
  const { layout } = optionsOf(uiSchema)
  const sections = layout?.kind === 'stack' ? (layout.sections ?? []) : []
  const rest = unplanned(
    fields,
    sections.flatMap(section => section.names),
  )
  return (
    <ObjectFrame {...props} path={path}>
      <FieldStack names={rest} fields={fields} infos={shownInfos(props)} />
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
  const [differs] = useState(() => differsFromStart(props, section.names))
  if (!section.names.some(name => fields.has(name))) return null
  return (
    <Fold
      id={id}
      title={section.title}
      titleId={`${id}~title`}
      startOpen={!section.collapsed || differs}
      forceOpen={showsCounts && countProblems(props.errorSchema, section.names) > 0}
    >
      <FieldStack names={section.names} fields={fields} infos={shownInfos(props)} />
    </Fold>
  )
}

function Cells({ names, fields }: { names: readonly string[]; fields: ReadonlyMap<string, ReactElement> }) {
  return names.map(name => (
    <td key={name} className="fc-td">
      {fields.get(name)}
    </td>
  ))
}
