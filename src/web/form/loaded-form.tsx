import Form, { type FormProps } from '@rjsf/core'
import { type ErrorSchema, englishStringTranslator, TranslatableString, type UiSchema } from '@rjsf/utils'
import {
  type Ref,
  type RefObject,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import { repairTags } from '#schema/repair-tags.ts'
import type { CompiledForm } from '#schema/types.ts'
import type { FieldProblem } from '#shared/errors/app-error.ts'
import type { JsonObject } from '#shared/json.ts'
import { fromPointer } from '#shared/json-pointer.ts'
import { serverWords } from '../lib/server-words.ts'
import { useSpeech } from '../lib/use-speech.ts'
import { makeAfterPaint } from './after-paint.ts'
import { ID_PREFIX, ID_SEPARATOR } from './field-path.ts'
import { addToTree, type ErrorTree, nearestField } from './field-problem.ts'
import { FocusKeeper, firstFault, focusField } from './focus-field.ts'
import { type FormValues, startSession } from './form-session.ts'
import { FormStateProvider, useFormStatus } from './form-state.ts'
import type { Judge } from './load-validator.ts'
import { PasteFill } from './paste/paste-fill.tsx'
import type { Theme } from './theme.ts'

export interface LoadedFormProps {
  judge: Judge
  theme: Theme
  form: CompiledForm
  startWith: JsonObject | undefined
  onTyped: (values: JsonObject) => void
  /** Takes what makes the last change known. */
  settle: RefObject<(() => void) | undefined>
  values?: JsonObject
  saved?: readonly string[]
  disabled?: boolean
  onSubmit: (values: JsonObject) => void
  onChange?: (values: JsonObject) => void
  problems?: readonly FieldProblem[]
  problemsTold?: boolean
  ref?: Ref<LoadedFormHandle>
}

interface LoadedFormHandle {
  submit(): void
  values(): JsonObject
  focusFirstProblem(): void
}

/** One RJSF form with our theme, mounted for one schema. */
export function LoadedForm(props: LoadedFormProps) {
  const { judge, form, startWith, values, saved, disabled = false, onSubmit, onChange, onTyped, problems, ref } = props
  const { problemsTold = false, settle, theme } = props
  const container = useRef<HTMLDivElement>(null)
  const isEdit = values !== undefined
  const latest = {
    form,
    onSubmit,
    onChange(now: JsonObject) {
      onTyped(now)
      onChange?.(now)
    },
    // To move the focus lays the page out: the problems are shown first.
    onRefused: () => focusSoon.ask(),
  }
  const [session] = useState(() =>
    startSession({
      judge,
      // With nothing yet, RJSF itself starts every union on its first branch.
      values: startWith ? repairTags(form, startWith) : {},
      stored: { values: values ?? {}, saved: saved ?? [] },
      latest,
    }),
  )
  const { state } = session
  const focusFirst = () => {
    const fault = container.current && firstFault(container.current)
    if (fault) focusField(state, fault)
  }
  const [focusSoon] = useState(() => makeAfterPaint(focusFirst))
  useLayoutEffect(() => {
    session.follow(latest)
    settle.current = session.settle
  })
  useEffect(() => {
    if (!problems) return
    const placed = problems.map(problem => ({ ...problem, pointer: nearestField(problem.pointer) }))
    session.receive(placed, problemsTold)
  }, [problems, problemsTold, session])
  useFocusKept(container, disabled)
  useImperativeHandle(ref, () => ({
    submit: () => container.current?.querySelector('form')?.requestSubmit(),
    values: session.values,
    // Problems handed in just now are drawn first.
    focusFirstProblem: () => void setTimeout(focusFirst),
  }))
  return (
    <FormStateProvider value={state}>
      <div
        className="fc-form"
        ref={container}
        onSubmitCapture={() => {
          session.settle()
          state.update({ submitted: true, left: undefined })
        }}
      >
        <PasteFill session={session} form={form} isStored={isEdit} disabled={disabled} />
        <RjsfForm session={session} judge={judge} theme={theme} form={form} disabled={disabled} isEdit={isEdit} />
        <LiveRegion />
        <FocusKeeper />
      </div>
    </FormStateProvider>
  )
}

type RjsfFormProps = Pick<LoadedFormProps, 'judge' | 'theme' | 'form' | 'disabled'> & {
  session: ReturnType<typeof startSession>
  isEdit: boolean
}

/** Every prop keeps its identity from draw to draw: RJSF compares them deeply at every key (forms.md §11). */
function RjsfForm({ session, judge, theme, form, disabled, isEdit }: RjsfFormProps) {
  const problems = useFormStatus(status => status.problems)
  const drawn = useFormStatus(status => status.drawn)
  // biome-ignore lint/correctness/useExhaustiveDependencies: a form drawn anew starts anew
  useLayoutEffect(() => session.start(), [session, drawn])
  const speech = useSpeech()
  const rjsf = useRef<Form<FormValues>>(null)
  // biome-ignore lint/correctness/useExhaustiveDependencies: another language says the same problems in other words
  const extraErrors = useMemo(() => {
    const tree: ErrorTree = {}
    for (const { pointer, detail, hint } of problems) {
      const words = hint === undefined ? serverWords(detail) : `${serverWords(detail)} ${serverWords(hint)}`
      addToTree(tree, fromPointer(pointer), words)
    }
    return problems.length === 0 ? undefined : (tree as ErrorSchema<FormValues>)
  }, [problems, speech])
  // biome-ignore lint/correctness/useExhaustiveDependencies: problems found in the last language are said in this one
  useEffect(() => {
    const { current } = rjsf
    if (!current) return
    // RJSF draws anew without judging. But nothing is judged that was not: what only the server refused is translated.
    const judged = drawn > 0 || (current.state.schemaValidationErrors?.length ?? 0) > 0
    if (judged) session.reword(() => current.validateForm())
  }, [speech, session, drawn])
  return (
    <Form<FormValues>
      key={drawn}
      ref={rjsf}
      // Draws every part again in another language, also where no text of the connector changes.
      formContext={speech}
      {...FIXED}
      {...theme}
      {...session.handlers}
      schema={judge.schema}
      // Templates are named by text, which RJSF resolves but its types refuse.
      uiSchema={form.uiSchema as UiSchema<FormValues>}
      validator={session.validator}
      initialFormData={session.initial}
      {...(extraErrors ? { extraErrors } : {})}
      disabled={disabled}
      experimental_defaultFormStateBehavior={isEdit ? EDITED : FRESH}
    >
      {SUBMIT}
    </Form>
  )
}

/** Reopened connections get no defaults: what was emptied stays empty (forms.md §7). */
const EDITED: FormProps['experimental_defaultFormStateBehavior'] = { emptyObjectFields: 'skipDefaults' }
const FRESH: FormProps['experimental_defaultFormStateBehavior'] = {}

const FIXED = {
  className: 'fc-body',
  idPrefix: ID_PREFIX,
  idSeparator: ID_SEPARATOR,
  liveValidate: 'onBlur',
  noHtml5Validate: true,
  showErrorList: 'top',
  focusOnFirstError: false,
  // A new name of a map starts with an empty value.
  translateString: (key: TranslatableString, params?: string[]) =>
    key === TranslatableString.NewStringDefault ? '' : englishStringTranslator(key, params),
} satisfies Partial<FormProps<FormValues>>

/**
 * With no button of this type a browser would not send the form on Enter. Drawn by the server it is off: nothing listens
 * yet, and the browser would send the values by itself.
 */
const SUBMIT = (
  <button type="submit" hidden disabled={typeof document === 'undefined'} tabIndex={-1} aria-hidden="true" />
)

function LiveRegion() {
  const said = useFormStatus(status => status.said)
  return (
    <p className="visually-hidden" role="status">
      {said}
    </p>
  )
}

/** A form is disabled while it is sent, and a disabled control loses the focus: it gets it back. */
function useFocusKept(container: RefObject<HTMLElement | null>, disabled: boolean): void {
  const last = useRef<Element | null>(null)
  useLayoutEffect(() => {
    const { activeElement, body } = document
    if (disabled) last.current = container.current?.contains(activeElement) ? activeElement : null
    else if (last.current instanceof HTMLElement && (activeElement === body || activeElement === null)) {
      last.current.focus()
      last.current = null
    }
  }, [disabled, container])
}
