import type { ObjectFieldTemplateProps } from '@rjsf/utils'
import { type ReactNode, useContext } from 'react'
import { Icon } from '../../components/icon.tsx'
import { EntryContext, NamedByContext } from '../field-context.ts'
import { optionsOf } from '../field-options.ts'
import { domId, type FieldPath, partId, withoutUnionPart } from '../field-path.ts'
import { useFormState, useFormStatus } from '../form-state.ts'
import { RichText } from '../rich-text.tsx'
import { say } from '../words.ts'

export interface ObjectFrameProps extends Pick<ObjectFieldTemplateProps, 'uiSchema' | 'schema' | 'title'> {
  path: FieldPath
  description: ObjectFieldTemplateProps['description']
  children: ReactNode
}

/** Path of an object's template: that of its union when it draws a union's common fields. */
export function objectPath({ fieldPathId, schema }: Pick<ObjectFieldTemplateProps, 'fieldPathId' | 'schema'>) {
  return withoutUnionPart(fieldPathId.path, 'oneOf' in schema)
}

/** The heading of an object, once: none for the whole form, a branch, an entry, or what a tab already names. */
export function ObjectFrame({ uiSchema, title, description, path, children }: ObjectFrameProps) {
  const { role, collapsed = false, collapsible = false } = optionsOf(uiSchema)
  const namedBy = useContext(NamedByContext)
  const entry = useContext(EntryContext)
  const isEntry = entry !== undefined && typeof path.at(-1) === 'number'
  const id = domId(path)
  const body = (
    <NamedByContext value={undefined}>
      {typeof description === 'string' && description !== '' && role !== 'branch' && (
        <p className="fc-description">
          <RichText text={description} />
        </p>
      )}
      {children}
    </NamedByContext>
  )
  if (path.length === 0 || role === 'branch' || isEntry || namedBy !== undefined) return body
  if (collapsed || collapsible) {
    return (
      <Fold id={id} title={title} titleId={partId(id, 'title')} startOpen={!collapsed}>
        {body}
      </Fold>
    )
  }
  return (
    <>
      <Heading id={id} depth={path.length} title={title} />
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

export interface FoldProps {
  /** Of the field or section: names it in the form's state. */
  id: string
  title: string
  titleId: string
  startOpen: boolean
  /** Something inside must be seen: a problem. */
  forceOpen?: boolean
  note?: string
  children: ReactNode
}

/** A part that can be closed. What is in it stays mounted, so that values and problems live on. */
export function Fold({ id, title, titleId, startOpen, forceOpen = false, note, children }: FoldProps) {
  const state = useFormState()
  const container = partId(id, 'fold')
  const chosen = useFormStatus(status => status.opened.get(container))
  const open = forceOpen || (chosen === undefined ? startOpen : chosen === 'open')
  return (
    <div className="fc-fold">
      <button
        type="button"
        className="fc-fold-button"
        aria-expanded={open}
        aria-controls={container}
        onClick={() => state.open(container, open ? 'closed' : 'open')}
      >
        <Icon name={open ? 'down' : 'forward'} />
        <span id={titleId}>{title}</span>
        {note !== undefined && <span className="fc-fold-note">{note}</span>}
      </button>
      <div className="fc-fold-body" id={container} hidden={!open} data-panel={container} data-opens="open">
        {children}
      </div>
    </div>
  )
}
