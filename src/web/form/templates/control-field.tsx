import type { FieldTemplateProps, UiSchema } from '@rjsf/utils'
import { type KeyboardEvent, useContext, useEffect, useState } from 'react'
import { toPointer } from '#shared/json-pointer.ts'
import { EntryContext, FieldProvider } from '../field-context.ts'
import { type FieldOptions, optionsOf, showsLabel, uiText } from '../field-options.ts'
import { domId, type FieldPart, type FieldPath, partId } from '../field-path.ts'
import { useSecretState, useShownProblem } from '../field-problem.ts'
import { useFormState, useFormStatus } from '../form-state.ts'
import { RichText } from '../rich-text.tsx'
import { say } from '../words.ts'
import { FieldHead } from './field-head.tsx'
import { FieldNote, notePart } from './field-note.tsx'

/** Widgets that are several controls: a `<label for>` cannot name them. */
const GROUPS = new Set(['fcRadio', 'fcCheckboxes', 'fcRating'])

/** A field with a control of its own: head, control, and one line under it. */
export function ControlField(props: FieldTemplateProps) {
  const { uiSchema, formData, schema, required = false, children } = props
  const options = optionsOf(uiSchema)
  const path = props.fieldPathId.path
  const pointer = toPointer(path)
  const id = domId(path)
  const label = useLabel(props.label, path)
  const problem = useShownProblem(pointer, formData, props.rawErrors)
  const secret = useSecretState(pointer, formData)
  const labelHidden = useLabelHidden(uiSchema, path)
  const isCheck = uiText(uiSchema, 'ui:widget') === 'fcCheckbox'
  const texts = { description: props.rawDescription || undefined, info: options.info, hint: props.rawHelp }
  const frame = { problem, secret, hint: texts.hint }
  const [open, setOpen] = useState(texts.info === undefined)
  useSpokenProblem(pointer, label, problem)
  const closeOnEscape = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !open || texts.info === undefined) return
    // A window around the form stays open.
    event.preventDefault()
    event.stopPropagation()
    setOpen(false)
  }
  const control = (
    <FieldProvider
      value={{
        id,
        pointer,
        label,
        labelId: partId(id, 'label'),
        describedBy: describedBy(id, texts.description, notePart(frame)),
        invalid: problem !== undefined,
        required,
      }}
    >
      {children}
    </FieldProvider>
  )
  const head = (
    <FieldHead
      id={id}
      label={label}
      type={schema.type}
      required={required && !isCheck}
      labelHidden={labelHidden}
      forControl={!isGroup(uiSchema, options, schema.type)}
      description={texts.description}
      info={texts.info}
      docUrl={options.docUrl}
      open={open}
      onOpen={setOpen}
      before={isCheck ? control : undefined}
    />
  )
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: Escape bubbles up from the controls in it
    <div
      className={isCheck ? 'fc-field fc-field-check' : 'fc-field'}
      data-fault={problem === undefined ? undefined : id}
      onKeyDown={closeOnEscape}
    >
      {head}
      {!isCheck && <div className="fc-control">{control}</div>}
      <FieldNote
        id={id}
        pointer={pointer}
        label={label}
        required={required}
        disabled={props.disabled || props.readonly}
        {...frame}
        onEmpty={() => props.onChange(undefined, [...path])}
      >
        {texts.info !== undefined && (
          <div className="fc-info" id={partId(id, 'info')} hidden={!open}>
            <RichText text={texts.info} />
          </div>
        )}
      </FieldNote>
    </div>
  )
}

function isGroup(uiSchema: UiSchema | undefined, options: FieldOptions, type: unknown): boolean {
  const widget = uiText(uiSchema, 'ui:widget') ?? ''
  return GROUPS.has(widget) || (widget === 'fcSelect' && (options.multiple === true || type === 'array'))
}

/** An entry of a list of plain values is called by the list's title and its number. */
function useLabel(label: string, path: FieldPath): string {
  const entry = useContext(EntryContext)
  const last = path.at(-1)
  return entry && typeof last === 'number' ? say('entryOf', { title: entry.title, n: last + 1 }) : label
}

function useLabelHidden(uiSchema: UiSchema | undefined, path: FieldPath): boolean {
  const entry = useContext(EntryContext)
  return !showsLabel(uiSchema) || (entry !== undefined && typeof path.at(-1) === 'number')
}

/** Only ids that stand on the page. */
function describedBy(id: string, description: string | undefined, note?: FieldPart): string | undefined {
  const parts: (FieldPart | undefined)[] = [description === undefined ? undefined : 'description', note]
  return parts.flatMap(part => (part ? [partId(id, part)] : [])).join(' ') || undefined
}

/** The live region repeats the problem of the field just left; those of others wait for their summary. */
function useSpokenProblem(pointer: string, label: string, problem: string | undefined): void {
  const state = useFormState()
  const isLeft = useFormStatus(status => status.left === pointer)
  useEffect(() => {
    if (isLeft && problem !== undefined) state.announce(`${label}: ${problem}`)
  }, [isLeft, problem, label, state])
}
