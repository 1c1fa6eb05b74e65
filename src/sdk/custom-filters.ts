/** One line of `customFilters` in an action's input. */
export interface CustomFilter {
  /** A dotted path in the item; empty or `$` is the item itself. */
  input: string
  operator: string
  expected: string
}

type Test = (value: unknown, expected: string) => boolean

const MAX_PATTERN = 500
const ISO_DATE = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/

/** Operators with one side: `expected: "false"` turns their meaning round. */
const ONE_SIDED: Record<string, (value: unknown) => boolean> = {
  isNull: value => value === null,
  isEmpty: value =>
    value === null ||
    value === undefined ||
    value === '' ||
    (Array.isArray(value) && value.length === 0) ||
    (isPlainObject(value) && Object.keys(value).length === 0),
  isNumber: value => typeof value === 'number',
  isObject: isPlainObject,
  isArray: value => Array.isArray(value),
  isBoolean: value => typeof value === 'boolean',
  isDate: value => typeof value === 'string' && ISO_DATE.test(value) && !Number.isNaN(Date.parse(value)),
  isUndefined: value => value === undefined,
}

const TWO_SIDED: Record<string, Test> = {
  Equals: isEqual,
  'Equals(Number)': (value, expected) => isNumeric(value) && isNumeric(expected) && Number(value) === Number(expected),
  GreaterThan: (value, expected) => compare(value, expected) > 0,
  LessThan: (value, expected) => compare(value, expected) < 0,
  Contains: contains,
  DoesNotContains: (value, expected) => !contains(value, expected),
  matches: (value, expected) =>
    expected.length <= MAX_PATTERN && (typeof value === 'string' || typeof value === 'number')
      ? new RegExp(expected).test(String(value))
      : false,
}

/** Keeps the items for which every filter holds (flow-format.md §4). Throws `TypeError` for an unknown operator. */
export class CustomFilters {
  readonly filters: CustomFilter[]

  constructor(filters: CustomFilter[] = []) {
    this.filters = filters
  }

  filter<T>(items: T[]): T[] {
    return items.filter(item => this.filters.every(filter => holds(item, filter)))
  }

  static filter<T>(items: T[], filters: CustomFilter[]): T[] {
    return new CustomFilters(filters).filter(items)
  }
}

function holds(item: unknown, filter: CustomFilter): boolean {
  const value = valueAt(item, filter.input)
  const oneSided = Object.hasOwn(ONE_SIDED, filter.operator) ? ONE_SIDED[filter.operator] : undefined
  if (oneSided) return oneSided(value) !== (String(filter.expected) === 'false')
  const twoSided = Object.hasOwn(TWO_SIDED, filter.operator) ? TWO_SIDED[filter.operator] : undefined
  if (!twoSided) throw new TypeError(`there is no filter condition "${filter.operator}"`)
  return twoSided(value, String(filter.expected))
}

function valueAt(item: unknown, path: string): unknown {
  if (path === '' || path === '$') return item
  let here = item
  for (const part of path.replace(/^\$\./, '').split('.')) {
    if (typeof here !== 'object' || here === null || !Object.hasOwn(here, part)) return undefined
    here = (here as Record<string, unknown>)[part]
  }
  return here
}

function isEqual(value: unknown, expected: string): boolean {
  if (typeof value === 'string') return value === expected
  if (value === undefined) return false
  try {
    return canonical(value) === canonical(JSON.parse(expected))
  } catch {
    return false
  }
}

/** Equal values give equal texts: object keys sorted. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (!isPlainObject(value)) return JSON.stringify(value) ?? 'undefined'
  const keys = Object.keys(value).sort()
  return `{${keys.map(key => `${JSON.stringify(key)}:${canonical(value[key])}`).join(',')}}`
}

function contains(value: unknown, expected: string): boolean {
  if (typeof value === 'string') return value.includes(expected)
  if (Array.isArray(value)) return value.some(member => isEqual(member, expected))
  return isPlainObject(value) && Object.hasOwn(value, expected)
}

/** As numbers, else as ISO dates, else as texts; NaN where nothing can be compared. */
function compare(value: unknown, expected: string): number {
  if (isNumeric(value) && isNumeric(expected)) return Number(value) - Number(expected)
  if (typeof value !== 'string') return Number.NaN
  if (ISO_DATE.test(value) && ISO_DATE.test(expected)) return Date.parse(value) - Date.parse(expected)
  return value < expected ? -1 : value > expected ? 1 : 0
}

function isNumeric(value: unknown): boolean {
  return (
    (typeof value === 'number' || (typeof value === 'string' && value.trim() !== '')) && Number.isFinite(Number(value))
  )
}

function isPlainObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
