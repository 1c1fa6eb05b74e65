import type { FormProps } from '@rjsf/core'
import type { ErrorSchema, ValidationData, ValidatorType } from '@rjsf/utils'
import { flushSync } from 'react-dom'
import { dropUntouchedGroups } from '#schema/drop-untouched-groups.ts'
import { fillConstants } from '#schema/fill-constants.ts'
import { judgeValues } from '#schema/judge-values.ts'
import { holdsLongText } from '#schema/long-texts.ts'
import { pruneValues } from '#schema/prune-values.ts'
import { tagsAlong } from '#schema/secret-places.ts'
import type { AjvLikeError, CompiledForm } from '#schema/types.ts'
import { valueAt } from '#schema/value-places.ts'
import type { FieldProblem } from '#shared/errors/app-error.ts'
import { type Json, type JsonObject, jsonEqual } from '#shared/json.ts'
import { fromPointer } from '#shared/json-pointer.ts'
import { problemLanguage } from '../lib/locale.ts'
import { serverWords } from '../lib/server-words.ts'
import { makeAfterPaint } from './after-paint.ts'
import { type EmptiedDefaults, startEmptiedDefaults } from './emptied-defaults.ts'
import { addToTree, type ErrorTree, isEmpty } from './field-problem.ts'
import { createFormState, type FormState, type FormStatus } from './form-state.ts'
import { judgeSecrets, put } from './judge-secrets.ts'
import type { Judge } from './load-validator.ts'

/** Values as RJSF holds them: with `undefined` where a box was emptied. */
export type FormValues = Record<string, unknown>

/** All that a person made of a form, to come back to. */
export interface FormSnapshot {
  readonly formData: FormValues
  /** Which boxes had held something. */
  readonly emptied: EmptiedDefaults
  readonly status: Pick<FormStatus, 'touched' | 'problems' | 'told' | 'cleared'>
}

/** What may change while a form is mounted: another language, other handlers. */
interface FormLatest {
  form: CompiledForm
  onSubmit: (values: JsonObject) => void
  onChange: ((values: JsonObject) => void) | undefined
  /** The submit was refused: problems show. */
  onRefused: () => void
}

export interface SessionStart {
  judge: Judge
  /** What the form starts with. */
  values: JsonObject
  /** What the server holds. */
  stored: { values: JsonObject; saved: readonly string[] }
  latest: FormLatest
}

/**
 * One mounted form: its values, its state, and handlers whose identity never changes, which RJSF needs since it takes
 * all functions for equal (forms.md §11).
 */
export interface FormSession {
  readonly state: FormState
  readonly validator: ValidatorType
  /** What the form is drawn with, anew for every `drawn` of the state. */
  readonly initial: FormValues
  readonly handlers: Required<Pick<FormProps<FormValues>, 'onChange' | 'onSubmit' | 'onError' | 'onBlur'>>
  follow(latest: FormLatest): void
  /** From now on changes are reported; before, RJSF is still drawing. Gives what reports the last one. */
  start(): () => void
  /** Changes are looked at after the frame that shows them; this does it at once. Not while React draws. */
  settle(): void
  /** What would be sent now. */
  values(): JsonObject
  snapshot(): FormSnapshot
  /** Draws the form anew with other values; the state keeps what is open. */
  restart(snapshot: FormSnapshot): void
  /** Says the problems on show in another language; `judge` answers whether the values are good. */
  reword(judge: () => boolean): void
  /**
   * Shows problems of the server, which have been placed at fields of this form, in place of those before. `told`: the
   * window around says the only one itself.
   */
  receive(problems: readonly FieldProblem[], told?: boolean): void
}

export function startSession({ judge, values: given, stored, latest: first }: SessionStart): FormSession {
  let latest = first
  const begun = startEmptiedDefaults(first.form, given)
  let { emptied } = begun
  let current = begun.values
  let initial: FormValues = current
  let formData: FormValues = current
  let started = false
  let rewording = false
  const state = createFormState(judgeSecrets(first.form, stored, current))
  const sent = (values: JsonObject) => {
    const { schema } = latest.form
    const kept = [...state.get().kept, ...state.get().cleared]
    return dropUntouchedGroups(schema, fillConstants(schema, pruneValues(schema, values)), { kept })
  }
  const valuesNow = () => emptied.mark(withNulls(sent(current), state.get().cleared))
  const take = (now: FormValues | undefined) => {
    formData = now ?? {}
    current = plain(now)
    emptied.follow(current)
  }
  const settling = makeAfterPaint(() => {
    const before = current
    take(formData)
    if (!started) return
    const { cleared, problems } = state.get()
    const stillCleared = [...cleared].filter(pointer => isEmpty(valueAt(current, fromPointer(pointer))))
    state.update({
      cleared: stillCleared.length === cleared.size ? cleared : new Set(stillCleared),
      problems: unchanged(latest.form.schema, problems, before, current),
      ...(stored.saved.length > 0 && judgeSecrets(latest.form, stored, current)),
    })
    latest.onChange?.(valuesNow())
  })
  const settle = () => {
    if (state.holding.size > 0)
      flushSync(() => {
        for (const handOver of [...state.holding]) handOver()
      })
    settling.now()
  }
  return {
    state,
    get initial() {
      return initial
    },
    settle,
    values() {
      settle()
      return valuesNow()
    },
    snapshot() {
      settle()
      const { touched, problems, told, cleared } = state.get()
      return { formData, emptied, status: { touched, problems, told, cleared } }
    },
    restart(snapshot) {
      settle()
      const marked = snapshot.emptied.mark(plain(snapshot.formData))
      emptied = startEmptiedDefaults(latest.form, marked).emptied
      started = false
      initial = formData = snapshot.formData
      current = plain(formData)
      state.update({
        ...snapshot.status,
        ...judgeSecrets(latest.form, stored, current),
        left: undefined,
        drawn: state.get().drawn + 1,
      })
    },
    validator: makeValidator(judge, { state, form: () => latest.form }),
    handlers: {
      onChange({ formData: now }) {
        formData = now ?? {}
        settling.ask()
      },
      onSubmit({ formData: now }) {
        settle()
        take(now)
        latest.onSubmit(valuesNow())
      },
      onError() {
        if (!rewording) latest.onRefused()
        rewording = false
      },
      onBlur(pointer) {
        settle()
        state.leave(pointer, pointer.startsWith('/') ? valueAt(current, fromPointer(pointer)) : undefined)
      },
    },
    follow(next) {
      latest = next
    },
    start() {
      // RJSF has added its defaults by now.
      settling.now()
      started = true
      // Drawing anew may have added the defaults of a branch.
      if (state.get().drawn > 0) state.update(judgeSecrets(latest.form, stored, current))
      latest.onChange?.(valuesNow())
      return settling.now
    },
    reword(judge) {
      settling.now()
      // A refusal that only changes its words moves no focus.
      rewording = !judge()
    },
    receive(problems, told = false) {
      settling.now()
      const toldOf = told && problems.length === 1 ? problems[0]?.pointer : undefined
      if (problems.length > 0) state.update({ problems, told: toldOf, submitted: true, left: undefined })
      else if (state.get().problems.length > 0) state.update({ problems, told: undefined })
    },
  }
}

interface ValidatorParts {
  state: FormState
  form: () => CompiledForm
}

/** Judges by the shared functions, and says it in our words; RJSF's own words land on wrong fields (forms.md §8). */
function makeValidator({ validator, schema }: Judge, { state, form }: ValidatorParts): ValidatorType {
  return {
    // Conditions are tried at every key, on whatever was pasted.
    isValid: (part, data, root) =>
      !holdsLongText(part as JsonObject, data as Json) && validator.isValid(part, data, root),
    rawValidation: (part, data) => validator.rawValidation(part, data),
    validateFormData(data: JsonObject | undefined) {
      const { kept, reentry, cleared } = state.get()
      const language = problemLanguage()
      const { values: judged, problems } = judgeValues(form(), data ?? {}, {
        errorsOf: values => validator.rawValidation<AjvLikeError>(schema, values).errors ?? [],
        kept: [...kept],
        ...(language && { language }),
      })
      const again = [...reentry]
        .filter(([pointer]) => !cleared.has(pointer) && isEmpty(valueAt(judged, fromPointer(pointer))))
        .map(([pointer, message]) => ({ pointer, message: serverWords(message) }))
      const others = problems.filter(({ pointer }) => !reentry.has(pointer))
      return toRjsf([...again, ...others])
    },
  }
}

/** RJSF reads the tree; of the flat list it only wants to know whether it is empty. */
function toRjsf(problems: { pointer: string; message: string }[]): ValidationData<FormValues> {
  const tree: ErrorTree = {}
  for (const { pointer, message } of problems) addToTree(tree, fromPointer(pointer), message)
  const errors = problems.map(({ pointer, message }) => ({ property: pointer, message, stack: message }))
  return { errors, errorSchema: tree as ErrorSchema<FormValues> }
}

/** Server problems whose field has not changed since: neither it, nor a part of it, nor the branch or list it stands in. */
function unchanged(schema: JsonObject, problems: readonly FieldProblem[], before: JsonObject, after: JsonObject) {
  const left = problems.filter(({ pointer }) => {
    const path = fromPointer(pointer)
    const parents = path.map((_, depth) => path.slice(0, depth))
    return (
      jsonEqual(valueAt(before, path), valueAt(after, path)) &&
      jsonEqual([...tagsAlong(schema, before, path)], [...tagsAlong(schema, after, path)]) &&
      parents.every(parent => lengthAt(before, parent) === lengthAt(after, parent))
    )
  })
  return left.length === problems.length ? problems : left
}

function lengthAt(values: JsonObject, path: string[]): number | undefined {
  const list = valueAt(values, path)
  return Array.isArray(list) ? list.length : undefined
}

function withNulls(values: JsonObject, cleared: ReadonlySet<string>): JsonObject {
  return [...cleared].reduce((object, pointer) => put(object, fromPointer(pointer), null), values)
}

/** Without the `undefined` that RJSF leaves where a box was emptied. */
function plain(formData: FormValues | undefined): JsonObject {
  return JSON.parse(JSON.stringify(formData ?? {}))
}
