/** What `require('ptc-flow-sdk')` and `require('flow-connections/sdk')` give to connector code, for TypeScript. */

/** Anything JSON can hold. */
export type Json = null | boolean | number | string | Json[] | { [name: string]: Json | undefined }

/** One artifact of a connector project. */
export interface ConnectorArtifact {
  readonly name: string
  readonly version: string
  readonly folder: string
  /** The JSON file, read when asked for. */
  readonly definition: unknown
  /** What its `index.js` exports, loaded when asked for; undefined for an OAuth config. */
  readonly code: unknown
}

/** What a connector project's `index.js` exports: `new Connector(__dirname)`. */
export class Connector {
  constructor(dir: string)
  readonly dir: string
  readonly connections: Record<string, ConnectorArtifact>
  readonly oauths: Record<string, ConnectorArtifact>
  readonly actions: Record<string, ConnectorArtifact>
}

/** Takes texts, errors and anything JSON can hold. Lines are shown to the connector's author, secrets replaced. */
export interface Logger {
  debug(...parts: unknown[]): void
  info(...parts: unknown[]): void
  warn(...parts: unknown[]): void
  error(...parts: unknown[]): void
}

export function getLogger(name?: string): Logger

export type FilterOperator =
  | 'Equals'
  | 'Equals(Number)'
  | 'GreaterThan'
  | 'LessThan'
  | 'Contains'
  | 'DoesNotContains'
  | 'matches'
  | 'isNull'
  | 'isEmpty'
  | 'isNumber'
  | 'isObject'
  | 'isArray'
  | 'isBoolean'
  | 'isDate'
  | 'isUndefined'

/** One line of `customFilters` in an action's input. */
export interface CustomFilter {
  /** A dotted path in the item; empty or `$` is the item itself. */
  input: string
  operator: FilterOperator
  /** Of operators with one side, `"false"` turns the meaning round. */
  expected: string
}

/** Keeps the items for which every filter holds. Throws `TypeError` for an operator that there is not. */
export class CustomFilters {
  constructor(filters?: CustomFilter[])
  readonly filters: CustomFilter[]
  filter<T>(items: T[]): T[]
  static filter<T>(items: T[], filters: CustomFilter[]): T[]
}

/** A `Date`, milliseconds since 1970, or a text that `Date` can read; ISO 8601 is the one to use. */
export type DateLike = Date | number | string

/** Milliseconds, seconds, minutes, hours, days, weeks, months, years. */
export type DateUnit = 'ms' | 's' | 'm' | 'h' | 'd' | 'w' | 'M' | 'y'

export const dates: {
  now(): Date
  /** Throws `RangeError` for a text that is no date. */
  parse(value: DateLike): Date
  toISO(value: DateLike): string
  /** `YYYY YY MM M DD D HH H mm ss SSS Z` are replaced, `[text]` stays. Without `zone` UTC counts. */
  format(value: DateLike, pattern?: string, zone?: string): string
  /** Months and years keep the day, or take the last day of a shorter month; all in UTC. */
  add(value: DateLike, amount: number, unit: DateUnit): Date
  /** How many whole units `a` is after `b`. */
  diff(a: DateLike, b: DateLike, unit?: DateUnit): number
}

/** What an error may say beside its text: the name or JSON Pointer of a field, and what to do. */
export interface ConnectionError {
  message?: string
  error?: string | { message?: string }
  field?: string
  hint?: string
}

/** Calls back once: with an error, or with null and the result. */
export type Output<Result> = (error: Error | ConnectionError | string | null | undefined, result?: Result) => void

export interface ValidateOptions {
  readonly name: string
  readonly version: string
  readonly service: string
  readonly reason: 'save' | 'test' | 'schedule' | 'cli'
  readonly locale: string
  /** Milliseconds until `signal` fires. */
  readonly timeout: number
  readonly signal: AbortSignal
  readonly meta: Record<string, unknown>
  setMeta(...given: unknown[]): void
}

/** The `index.js` of a connection type. `Input` is what its form asks for. */
export interface ConnectionType<Input = Record<string, Json>, Handle = Json> {
  connect(input: Input, output: Output<{ handle: Handle }>): void | Promise<void>
  validate?(input: Input, options: ValidateOptions, output: Output<unknown>): void | Promise<void>
}
