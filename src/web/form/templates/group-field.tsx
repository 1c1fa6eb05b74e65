import type { FieldTemplateProps } from '@rjsf/utils'
import { useContext } from 'react'
import { toPointer } from '#shared/json-pointer.ts'
import { EntryContext, GroupTitleContext } from '../field-context.ts'
import { showsLabel } from '../field-options.ts'
import { domId, partId } from '../field-path.ts'
import { useShownProblem } from '../field-problem.ts'
import { ProblemLine } from './field-note.tsx'

/** The frame around an object, a union or a list. Its heading is drawn by the object's or list's own template. */
export function GroupField(props: FieldTemplateProps) {
  const { children, formData, rawErrors, label } = props
  const path = props.fieldPathId.path
  const id = domId(path)
  const entry = useContext(EntryContext)
  const problem = useShownProblem(toPointer(path), formData, rawErrors)
  const line = problem === undefined ? null : <ProblemLine id={id} problem={problem} />
  const fault = line ? id : undefined
  if (path.length === 0) {
    return (
      <div className="fc-root" id={id} tabIndex={-1} data-fault={fault}>
        {line}
        {children}
      </div>
    )
  }
  const isEntry = entry !== undefined && typeof path.at(-1) === 'number'
  if (isEntry && entry.kind === 'table') return <>{children}</>
  const titled = isEntry || !showsLabel(props.uiSchema) ? undefined : partId(id, 'title')
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as a grid and its legend cannot hold a button
    <div
      className={isEntry ? 'fc-group fc-group-entry' : 'fc-group'}
      id={id}
      tabIndex={-1}
      data-fault={fault}
      role="group"
      aria-labelledby={titled}
      aria-label={titled ? undefined : label}
      aria-describedby={line ? partId(id, 'note') : undefined}
    >
      <GroupTitleContext value={titled}>{children}</GroupTitleContext>
      {line}
    </div>
  )
}
