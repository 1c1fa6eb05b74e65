import { createContext, useContext, useSyncExternalStore } from 'react'
import type { FieldProblem } from '#shared/errors/app-error.ts'
import type { Json } from '#shared/json.ts'

/** What the form knows besides its values. Every change makes a new object; pointers name the fields. */
export interface FormStatus {
  /** Someone pressed Save: from now on every problem shows. */
  readonly submitted: boolean
  /** Fields that were left at least once, with the values they then had. */
  readonly touched: ReadonlyMap<string, Json | undefined>
  /** The field left last: its problem is spoken. */
  readonly left: string | undefined
  /** The server's problems whose fields have not been changed since. */
  readonly problems: readonly FieldProblem[]
  /** Pointer of the one problem that the window around the form has said itself. */
  readonly told: string | undefined
  /** Stored secrets that an empty box keeps. */
  readonly kept: ReadonlySet<string>
  /** Stored secrets that must be typed again, and why. */
  readonly reentry: ReadonlyMap<string, string>
  /** Stored secrets that are to be removed. */
  readonly cleared: ReadonlySet<string>
  /** What tabs, sections and lists of entries show: id of the container → what is open. */
  readonly opened: ReadonlyMap<string, string>
  /** The control to focus once everything around it is open; a new object for every wish. */
  readonly focus: { readonly element: HTMLElement } | undefined
  /** The sentence in the live region. */
  readonly said: string
  /** Counts how often the form was drawn anew with other values. */
  readonly drawn: number
}

const START: FormStatus = {
  submitted: false,
  touched: new Map(),
  left: undefined,
  problems: [],
  told: undefined,
  kept: new Set(),
  reentry: new Map(),
  cleared: new Set(),
  opened: new Map(),
  focus: undefined,
  said: '',
  drawn: 0,
}

/** One store a mounted form, so that a change redraws the few fields that read it, not the whole RJSF tree. */
export interface FormState {
  get(): FormStatus
  subscribe(listener: () => void): () => void
  update(change: Partial<FormStatus>): void
  leave(pointer: string, value: Json | undefined): void
  clear(pointer: string): void
  undoClear(pointer: string): void
  open(container: string, what: string): void
  /** Opens everything in `openings`, then focuses the element. */
  reveal(element: HTMLElement, openings: Iterable<readonly [string, string]>): void
  announce(sentence: string): void
  /** What hands texts to the form that only their boxes know so far. */
  readonly holding: Set<() => void>
}

export function createFormState(start: Partial<FormStatus> = {}): FormState {
  let status: FormStatus = { ...START, ...start }
  const listeners = new Set<() => void>()
  const update = (change: Partial<FormStatus>) => {
    const names = Object.keys(change) as (keyof FormStatus)[]
    if (names.every(name => Object.is(change[name], status[name]))) return
    status = { ...status, ...change }
    for (const listener of [...listeners]) listener()
  }
  return {
    get: () => status,
    subscribe(listener) {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    update,
    holding: new Set(),
    leave: (pointer, value) => update({ touched: new Map(status.touched).set(pointer, value), left: pointer }),
    clear: pointer => update({ cleared: new Set(status.cleared).add(pointer) }),
    undoClear(pointer) {
      if (!status.cleared.has(pointer)) return
      const cleared = new Set(status.cleared)
      cleared.delete(pointer)
      update({ cleared })
    },
    open: (container, what) => update({ opened: new Map(status.opened).set(container, what) }),
    reveal: (element, openings) => update({ opened: new Map([...status.opened, ...openings]), focus: { element } }),
    // The same sentence twice must be spoken twice: a trailing blank makes it new.
    announce: sentence => update({ said: status.said === sentence ? `${sentence}\u00a0` : sentence }),
  }
}

const FormStateContext = createContext<FormState | undefined>(undefined)
export const FormStateProvider = FormStateContext.Provider

export function useFormState(): FormState {
  const state = useContext(FormStateContext)
  if (!state) throw new TypeError('a form part is drawn outside of a form')
  return state
}

/** Reads one part of the status; `select` must give the same value for the same status. */
export function useFormStatus<T>(select: (status: FormStatus) => T): T {
  const state = useFormState()
  const read = () => select(state.get())
  return useSyncExternalStore(state.subscribe, read, read)
}
