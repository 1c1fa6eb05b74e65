import { flushSync } from 'react-dom'
import type { CompiledForm } from '#schema/types.ts'
import { valueAt } from '#schema/value-places.ts'
import { isObject, type JsonObject } from '#shared/json.ts'
import { fromPointer } from '#shared/json-pointer.ts'
import { idOfPointer } from '../field-path.ts'
import type { FormSession, FormSnapshot, FormValues } from '../form-session.ts'
import { type FillPlan, type FillState, planFill } from './plan-fill.ts'
import { planBoth, type TakenPaste, takeBoxPaste, takePaste } from './take-paste.ts'
import { undoFill } from './undo-fill.ts'

/** An open form that may be filled. */
export interface FillTarget {
  session: FormSession
  form: CompiledForm
  isStored: boolean
}

/** A paste that was read, and what it did. */
export interface Fill extends TakenPaste {
  before: FormSnapshot
  after: FormSnapshot
  /** Id of the box it was pasted into; that it was pasted at all is taken back with it. */
  box: string | undefined
}

export interface BoxPaste {
  text: string
  box: HTMLInputElement
  /** The form before the browser put the text into the box. */
  before: FormSnapshot
}

/** Fills the form from a text that was pasted into a box of it; undefined when it is an ordinary value of that box. */
export function fillFromBox(target: FillTarget, { text, box: { id: box }, before }: BoxPaste): Fill | undefined {
  const start = beforePaste(before, target.session.snapshot(), box)
  const taken = takeBoxPaste(text, pointerOfId(box), stateOf(target, start))
  if (!taken) return undefined
  const after = write(target.session, start, taken.plan, box)
  return { ...taken, before: start, after, box }
}

/** Fills the form from a text that was pasted for this purpose. */
export function fillFromText(target: FillTarget, text: string): Fill | undefined {
  const before = target.session.snapshot()
  const taken = takePaste(text, stateOf(target, before))
  return taken && { ...taken, before, after: write(target.session, before, taken.plan), box: undefined }
}

/** Fills again and replaces what was typed or saved. Undo still goes back to before the paste. */
export function replaceFields(target: FillTarget, { pasted, before, box }: Fill): Fill {
  const now = target.session.snapshot()
  const plan = planFill(pasted, stateOf(target, now), true)
  const after = write(target.session, now, plan)
  const whole = planBoth(pasted, stateOf(target, before)).more ?? plan
  return { pasted, plan: whole, more: undefined, held: [], before, after, box }
}

/** Brings back what stood in the form before the paste; what was changed since stays. */
export function undo({ session }: FillTarget, { before, after }: Fill): void {
  const now = session.snapshot()
  const formData = undoFill(before.formData, after.formData, now.formData) as FormValues
  flushSync(() => session.restart({ ...before, formData }))
}

function write(session: FormSession, from: FormSnapshot, plan: FillPlan, box?: string): FormSnapshot {
  const { touched, problems, told, cleared } = from.status
  const pointers = plan.filled.map(field => field.pointer)
  const values = new Map(pointers.map(pointer => [pointer, valueAt(plan.values, fromPointer(pointer))]))
  const isOpen = (pointer: string) => !pointers.some(filled => `${filled}/`.startsWith(`${pointer}/`))
  const left = problems.filter(problem => isOpen(problem.pointer))
  const status = {
    touched: new Map([...touched, ...values]),
    problems: left,
    told: left.length === problems.length ? told : undefined,
    cleared: new Set([...cleared].filter(pointer => !values.has(pointer))),
  }
  flushSync(() => session.restart({ ...from, formData: withEmptied(from.formData, plan.values), status }))
  if (box) focusEnd(box)
  return session.snapshot()
}

function focusEnd(id: string): void {
  const box = document.getElementById(id)
  box?.focus()
  // Boxes for mail addresses and the like know no selection.
  if (box instanceof HTMLInputElement && /^(text|url|tel|search)$/.test(box.type)) {
    box.setSelectionRange(box.value.length, box.value.length)
  }
}

function stateOf({ session, form, isStored }: FillTarget, { formData }: FormSnapshot): FillState {
  const { kept, reentry } = session.state.get()
  const values = JSON.parse(JSON.stringify(formData)) as JsonObject
  return { form, values, kept: new Set([...kept, ...reentry.keys()]), isStored }
}

/** Values that lack a name which stood there emptied: its default must not come back. */
function withEmptied(raw: FormValues, values: JsonObject): FormValues {
  const result: FormValues = { ...values }
  for (const [name, value] of Object.entries(raw)) {
    const now = values[name]
    if (value === undefined && now === undefined) result[name] = undefined
    else if (isObject(value) && isObject(now)) result[name] = withEmptied(value as FormValues, now)
  }
  return result
}

/** The form now, with the box as it was before the paste. */
function beforePaste(before: FormSnapshot, now: FormSnapshot, box: string): FormSnapshot {
  const put = (from: unknown, to: unknown, [name, ...rest]: string[]): unknown => {
    if (name === undefined) return from
    if (!isGroup(to)) return to
    const inner = isGroup(from) ? (from as FormValues)[name] : undefined
    const value = put(inner, (to as FormValues)[name], rest)
    if (Array.isArray(to)) return to.map((item, i) => (String(i) === name ? value : item))
    const copy = { ...to, [name]: value }
    if (value === undefined && !(isGroup(from) && name in from)) delete copy[name]
    return copy
  }
  const formData = put(before.formData, now.formData, fromPointer(pointerOfId(box))) as FormValues
  return { ...before, formData }
}

function isGroup(value: unknown): value is FormValues {
  return typeof value === 'object' && value !== null
}

/** `idOfPointer` back: no pointer has `~x` of its own. */
function pointerOfId(id: string): string {
  return id
    .slice(idOfPointer('').length)
    .replace(/~x([0-9a-f]{1,4})/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
}
