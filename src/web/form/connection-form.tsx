import './controls.css'
import './form.css'
import './groups.css'
import { type Ref, useRef } from 'react'
import type { CompiledForm } from '#schema/types.ts'
import type { FormBundle } from '#shared/contract/forms.ts'
import type { FieldProblem } from '#shared/errors/app-error.ts'
import type { JsonObject } from '#shared/json.ts'
import { Banner } from '../components/banner.tsx'
import { Button } from '../components/button.tsx'
import { SkeletonFields } from '../components/skeleton-fields.tsx'
import { LoadedForm } from './loaded-form.tsx'
import { useJudge } from './use-judge.ts'
import { say } from './words.ts'

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
  /** A new connection starts with these values of an earlier form, not only with its defaults. Read once. */
  draft?: JsonObject
  /** Pointers of secrets the server keeps. Read once, like `values`. */
  saved?: readonly string[]
  disabled?: boolean
  onSubmit: (values: JsonObject) => void
  /** Called once when the form stands, with its defaults, and after every change. */
  onChange?: (values: JsonObject) => void
  /** Problems the server found; a new list replaces the old one. */
  problems?: readonly FieldProblem[]
  /** The window around says a single one of these problems itself, so that no summary repeats it. */
  problemsTold?: boolean
  ref?: Ref<ConnectionFormHandle>
}

/** The form of a connection type. It draws no button to send it: the window around it does, through `ref`. */
export function ConnectionForm(props: ConnectionFormProps) {
  const { bundle, values, draft } = props
  const { validator } = bundle
  const settle = useRef<(() => void) | undefined>(undefined)
  const loaded = useJudge(bundle, settle)
  // What was typed outlives a new schema: an author's preview changes under his hands.
  const typed = useRef(values ?? draft)
  if (validator === null) {
    return (
      <Banner kind="bad" role="alert" title={say('unavailableTitle')}>
        {say('unavailable')}
      </Banner>
    )
  }
  if (loaded.failed) {
    const again = (
      <Button size="small" onClick={loaded.retry}>
        {say('tryAgain')}
      </Button>
    )
    return (
      <Banner kind="bad" role="alert" title={say('unavailableTitle')} action={again}>
        {say('loadFailed')}
      </Banner>
    )
  }
  if (!loaded.judge || !loaded.bundle || !loaded.theme) {
    return <SkeletonFields />
  }
  return (
    <LoadedForm
      {...props}
      key={loaded.judge.hash}
      judge={loaded.judge}
      theme={loaded.theme}
      // The contract types JSON as unknown; the server sends what `compile` made.
      form={loaded.bundle as unknown as CompiledForm}
      startWith={typed.current}
      settle={settle}
      onTyped={now => {
        typed.current = now
      }}
    />
  )
}
