import { type Ref, useImperativeHandle, useRef } from 'react'
import type { FormBundle } from '#shared/contract/forms.ts'
import type { FieldProblem } from '#shared/errors/app-error.ts'
import type { JsonObject } from '#shared/json.ts'

/** What the window around a form may ask of it. */
export interface ConnectionFormHandle {
  /** As if the person had pressed Enter: shows the problems, or calls `onSubmit`. */
  submit(): void
  /** The values as they would be sent now: pruned, kept secrets absent, cleared ones `null`. */
  values(): JsonObject
  /** Focuses the first field with a problem and opens what hides it. */
  focusFirstProblem(): void
}

export interface ConnectionFormProps {
  bundle: FormBundle
  /** Stored values without their secret marks (`liftSaved`). Absent: a new connection. Read once; change `key` to start again. */
  values?: JsonObject
  /** Pointers of secrets the server keeps. */
  saved?: readonly string[]
  disabled?: boolean
  onSubmit: (values: JsonObject) => void
  onChange?: (values: JsonObject) => void
  /** Problems the server found; a new list replaces the old one. */
  problems?: readonly FieldProblem[]
  ref?: Ref<ConnectionFormHandle>
}

export function ConnectionForm({ values, disabled, onSubmit, ref }: ConnectionFormProps) {
  const form = useRef<HTMLFormElement>(null)
  useImperativeHandle(ref, () => ({
    submit: () => form.current?.requestSubmit(),
    values: () => values ?? {},
    focusFirstProblem: () => form.current?.focus(),
  }))
  return (
    <form
      ref={form}
      aria-disabled={disabled}
      onSubmit={event => {
        event.preventDefault()
        onSubmit(values ?? {})
      }}
    />
  )
}
