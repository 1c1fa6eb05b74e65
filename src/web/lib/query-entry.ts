import { type Json, jsonEqual } from '#shared/json.ts'
import { isUnreachable } from './api.ts'

/** Something the page reads from the server, and under which key the answer is kept. */
export interface Query<T> {
  readonly key: readonly Json[]
  readonly fetch: (signal: AbortSignal) => Promise<T>
  /** Milliseconds for which a kept answer is shown without asking again; 5 seconds unless told. */
  readonly freshFor?: number
  /** The answer goes with the last component that shows it. */
  readonly forget?: boolean
}

export type QueryState<T> = { readonly isFetching: boolean } & (
  | { readonly isPending: true; readonly isError: false; readonly data: undefined; readonly error: undefined }
  | { readonly isPending: false; readonly isError: false; readonly data: T; readonly error: undefined }
  /** Asking again may fail: the answer from before is still there. */
  | { readonly isPending: false; readonly isError: true; readonly data: T | undefined; readonly error: unknown }
)

export interface QueryEntryParts {
  /** Milliseconds to wait, one after the other, before a server that did not answer at all is asked again. */
  pauses: readonly number[]
  onWatched: () => void
  onLeft: () => void
}

const FRESH_FOR = 5_000

export const UNASKED = {
  isFetching: false,
  isPending: true,
  isError: false,
  data: undefined,
  error: undefined,
} as const

/** One query, its last answer and who looks at it. When nobody looks any more, asking ends. */
export class QueryEntry<T> {
  readonly #query: Query<T>
  readonly #parts: QueryEntryParts
  readonly #lookers = new Set<() => void>()
  #state: QueryState<T> = UNASKED
  #freshUntil = 0
  #asking: { promise: Promise<T>; stop: AbortController } | undefined

  constructor(query: Query<T>, parts: QueryEntryParts) {
    this.#query = query
    this.#parts = parts
  }

  readonly getState = (): QueryState<T> => this.#state

  readonly subscribe = (looker: () => void) => {
    this.#lookers.add(looker)
    this.#parts.onWatched()
    return () => {
      this.#lookers.delete(looker)
      if (this.#lookers.size > 0) return
      this.#stopAsking()
      this.#parts.onLeft()
    }
  }

  /** The answer to the question that is under way, or to a new one. */
  fetch(): Promise<T> {
    if (this.#asking) return this.#asking.promise
    const stop = new AbortController()
    // Begun in the next microtask, so that `#asking` stands when the answer comes.
    const promise = Promise.resolve().then(() => this.#ask(stop))
    // Who only looks reads the failure from the state.
    promise.catch(() => undefined)
    this.#asking = { promise, stop }
    this.#set({ ...this.#state, isFetching: true })
    return promise
  }

  refreshIfStale(): void {
    if (Date.now() >= this.#freshUntil) void this.fetch()
  }

  /** What is kept or on its way may be wrong by now. Settles, without failing, when a new answer is there. */
  async invalidate(): Promise<void> {
    this.#freshUntil = 0
    if (this.#lookers.size === 0) return
    this.#stopAsking()
    await this.fetch().catch(() => undefined)
  }

  /** Takes an answer that came another way. */
  give(data: T): void {
    this.#answer(data)
  }

  /** Changes the answer, if there is one, before the server confirms it. */
  change(next: (data: T) => T): void {
    if (this.#state.data !== undefined) this.#answer(next(this.#state.data))
  }

  async #ask(stop: AbortController): Promise<T> {
    const isCurrent = () => this.#asking?.stop === stop
    try {
      const data = await fetchPatiently(this.#query, this.#parts.pauses, stop.signal)
      if (isCurrent()) {
        this.#asking = undefined
        this.#answer(data)
      }
      return data
    } catch (error) {
      if (isCurrent()) {
        this.#asking = undefined
        this.#set({ isFetching: false, isPending: false, isError: true, data: this.#state.data, error })
      }
      throw error
    }
  }

  #answer(data: T): void {
    const before = this.#state.data
    const isSame = before !== undefined && jsonEqual(before as Json, data as Json)
    this.#freshUntil = Date.now() + (this.#query.freshFor ?? FRESH_FOR)
    this.#set({
      isFetching: this.#asking !== undefined,
      isPending: false,
      isError: false,
      data: isSame ? before : data,
      error: undefined,
    })
  }

  #stopAsking(): void {
    this.#asking?.stop.abort()
    this.#asking = undefined
    if (this.#state.isFetching) this.#set({ ...this.#state, isFetching: false })
  }

  #set(state: QueryState<T>): void {
    this.#state = state
    for (const looker of this.#lookers) looker()
  }
}

/** Only silence is worth asking again: a problem answer is an answer. */
async function fetchPatiently<T>(query: Query<T>, pauses: readonly number[], signal: AbortSignal): Promise<T> {
  for (const pause of pauses) {
    try {
      return await query.fetch(signal)
    } catch (error) {
      if (signal.aborted || !isUnreachable(error)) throw error
      await new Promise(resolve => setTimeout(resolve, pause))
    }
  }
  return query.fetch(signal)
}
