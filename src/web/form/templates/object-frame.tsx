import type { ObjectFieldTemplateProps } from '@rjsf/utils'
import { createContext, type ReactNode, useContext, useState } from 'react'
import { EntryContext, NamedContext } from '../field-context.ts'
import { optionsOf } from '../field-options.ts'
import { domId, type FieldPath, partId, withoutUnionPart } from '../field-path.ts'
import { countProblems, useShowsCounts } from '../field-problem.ts'
import { RichText } from '../rich-text.tsx'
import { Fold } from './fold.tsx'
import { RequiredMark } from './required-mark.tsx'
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
  const words = typeof description === 'string' && description !== '' && role !== 'branch' ? description : undefined
  const plain = (
    <NamedContext value={false}>
      <GroupText text={words} />
      {children}
    </NamedContext>
  )
  if (path.length === 0 || role === 'branch' || isEntry) return plain
  if (isNamed) {
    return (
      <>
        <HiddenTitle id={id} title={title} />
        {plain}
      </>
    )
  }
  if (collapsed && collapsible) {
    const fault = showsCounts && countProblems(props.errorSchema, Object.keys(props.errorSchema ?? {})) > 0
    return (
      <Fold id={id} title={title} titleId={partId(id, 'title')} startOpen={differs} forceOpen={fault}>
        {plain}
      </Fold>
    )
  }
  return (
    <Headed id={id} title={title} text={words}>
      <NamedContext value={false}>{children}</NamedContext>
    </Headed>
  )
}

interface HeadedProps {
  /** Of the field it heads. */
  id: string
  title: string
  required?: boolean
  text: string | undefined
  children: ReactNode
}

/** How many headings stand above this place of the form. Entries of lists and closed sections have none. */
const HeadingsAbove = createContext(0)

/** A heading with its text, and what stands under it. Levels start at 3: the page has the first, the window the second. */
export function Headed({ id, title, required = false, text, children }: HeadedProps) {
  const above = useContext(HeadingsAbove)
  const Level = `h${Math.min(6, 3 + above)}` as 'h3'
  if (title === '') {
    return (
      <>
        <GroupText text={text} />
        {children}
      </>
    )
  }
  return (
    <HeadingsAbove value={above + 1}>
      <div className="fc-group-head">
        <Level className="fc-heading">
          <span id={partId(id, 'title')}>{title}</span>
          {required && <RequiredMark />}
        </Level>
        <GroupText text={text} />
      </div>
      {children}
    </HeadingsAbove>
  )
}

/** What an author says about a whole group. */
export function GroupText({ text }: { text: string | undefined }) {
  if (text === undefined) return null
  return (
    <p className="fc-description">
      <RichText text={text} />
    </p>
  )
}

/** A tab bears the title already. Here it is only there to be pointed to. */
export function HiddenTitle({ id, title }: Pick<HeadedProps, 'id' | 'title'>) {
  return (
    <span id={partId(id, 'title')} hidden>
      {title}
    </span>
  )
}
