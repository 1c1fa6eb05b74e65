/** A run of random schemas on one thread. */
export interface FuzzJob {
  /** `form` holds a schema to every promise of the compiler; `validator` builds the validator of its form. */
  kind: 'form' | 'validator'
  seed: number
  count: number
}

export interface FuzzAnswer {
  /** Each with the JSON of the schema that shows it. */
  faults: string[]
  /** How many of the forms had something to get wrong. */
  seen: Record<Seen, number>
  /** Processor time of one form in ms: of `compile`, or of building and trying. */
  times: number[]
  /** Bytes of a module, for validators. */
  bytes: number[]
}

export type Seen = 'fields' | 'unions' | 'conditions' | 'lists' | 'secrets' | 'refused'
