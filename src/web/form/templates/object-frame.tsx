import type { ObjectFieldTemplateProps } from '@rjsf/utils'
import { type ReactNode, useContext, useState } from 'react'
import { EntryContext, NamedContext } from '../field-context.ts'
import { optionsOf } from '../field-options.ts'
import { domId, type FieldPath, partId, withoutUnionPart } from '../field-path.ts'
import { countProblems, useShowsCounts } from '../field-problem.ts'
import { RichText } from '../rich-text.tsx'
import { say } from '../words.ts'
import { Fold } from './fold.tsx'
import { differsFromStart } from './start-values.ts'

type ObjectFrameProps = Omit<ObjectFieldTemplateProps, 'children'> & { path: FieldPath; children: ReactNode }

/** Path of an object's template: that of its union when it draws a union's common fields. */
export function objectPath({ fieldPathId, schema }: Pick<ObjectFieldTemplateProps, 'fieldPathId' | 'schema'>) {
  return withoutUnionPart(fieldPathId.path, 'oneOf' in schema)
}

/** The heading of an object, once: none for the whole form, a branch, an entry, or what a tab already names. */
export function ObjectFrame({ path, children, ...props }: ObjectFrameProps) {
  const { uiSchema, title, description } = props
  const { role, collapsed = false, collapsible = true } = optionsOf(uiSchema)
  const isNamed = useContext(NamedContext)
  const entry = useContext(EntryContext)
  const isEntry = entry !== undefined && typeof path.at(-1) === 'number'
  const showsCounts = useShowsCounts()
  const [differs] = useState(() => differsFromStart(props, Object.keys(props.schema.properties ?? {})))
  const id = domId(path)
  const body = (
    <NamedContext value={false}>
      {typeof description === 'string' && description !== '' && role !== 'branch' && (
        <p className="fc-description">
          <RichText text={description} />
        </p>
      )}
      {children}
    </NamedContext>
  )
  if (path.length === 0 || role === 'branch' || isEntry) return body
  if (isNamed) {
    return (
      <>
        <HiddenTitle id={id} title={title} />
        {body}
      </>
    )
  }
  if (collapsed && collapsible) {
    const fault = showsCounts && countProblems(props.errorSchema, Object.keys(props.errorSchema ?? {})) > 0
    return (
      <Fold id={id} title={title} titleId={partId(id, 'title')} startOpen={differs} forceOpen={fault}>
        {body}
      </Fold>
    )
  }
  return (
    <>
      {title !== '' && <Heading id={id} depth={path.length} title={title} />}
      {body}
    </>
  )
}

export interface HeadingProps {
  /** Of the field it heads. */
  id: string
  depth: number
  title: string
  required?: boolean
}

/** Form headings start at level 3: the page has the first, the window around the form the second. */
export function Heading({ id, depth, title, required = false }: HeadingProps) {
  const Level = `h${Math.min(6, 2 + Math.max(1, depth))}` as 'h3'
  return (
    <Level className="fc-heading">
      <span id={partId(id, 'title')}>{title}</span>
      {required && <span className="fc-required"> {say('required')}</span>}
    </Level>
  )
}

/** A tab bears the title already. Here it is only there to be pointed to. */
export function HiddenTitle({ id, title }: Pick<HeadingProps, 'id' | 'title'>) {
  return (
    <span id={partId(id, 'title')} hidden>
      {title}
    </span>
  )
}
