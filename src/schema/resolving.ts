import type { Json, JsonObject } from '#shared/json.ts'
import type { Caps } from './caps.ts'
import type { Draft } from './draft.ts'
import type { Report } from './report.ts'

/** What the parts of phase 2 share while they build one tree. */
export interface Resolving {
  caps: Caps
  report: Report
  /** Schemas and conditions built so far. */
  count: number
  /** Beyond a cap: nothing more is built. */
  over: boolean
  build(raw: Json | undefined, step: Step): Draft | undefined
  /** A test of a condition with what it refers to. */
  inline(test: JsonObject, step: Step): JsonObject
  refuse(at: string, message: string): undefined
}

/** The way to the schema being built. */
export interface Step {
  at: string
  /** Objects and lists around the value. */
  depth: number
  /** Schemas around this one. */
  nesting: number
  unions: number
  /** References being followed, outermost first. */
  refs: readonly string[]
}
