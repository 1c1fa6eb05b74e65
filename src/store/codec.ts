type Snake<Name extends string> = Name extends `${infer First}${infer Rest}`
  ? First extends Lowercase<First>
    ? `${First}${Snake<Rest>}`
    : `_${Lowercase<First>}${Snake<Rest>}`
  : ''

type EncodedValue<T> = T extends string | number | Uint8Array | null ? T : string

/** A row as the database holds it: snake_case columns, objects and lists as JSON text. */
export type Encoded<Row> = { [Key in keyof Row & string as Snake<Key>]: EncodedValue<Row[Key]> }

export interface Codec<Row> {
  encode(row: Row): Encoded<Row>
  /** Keys that are absent or undefined stay out, so that an update leaves their columns alone. */
  encodePatch(patch: Partial<Row>): Partial<Encoded<Row>>
  decode(raw: Encoded<Row>): Row
  /** The columns of these keys, and a `decode` for rows that come as lists of their values in that order. */
  pick<Key extends keyof Row & string>(keys: readonly Key[]): Picked<Pick<Row, Key>>
}

/** Some columns of a table. */
export interface Picked<Row> {
  columns: string[]
  /** `from`: where the first of them stands in a row of several tables. */
  decode(values: readonly unknown[], from?: number): Row
}

/** The one translation between rows of the program and rows of a table, for kysely and for hot reads alike. */
export function makeCodec<Row extends object>(jsonKeys: readonly (keyof Row & string)[] = []): Codec<Row> {
  const json = new Set<string>(jsonKeys)
  const columns = new Map<string, string>()
  const keys = new Map<string, { key: string; json: boolean }>()

  const columnOf = (key: string) => {
    const known = columns.get(key)
    if (known !== undefined) return known
    const column = key.replace(/[A-Z]/g, letter => `_${letter.toLowerCase()}`)
    columns.set(key, column)
    return column
  }
  const keyOf = (column: string) => {
    const known = keys.get(column)
    if (known) return known
    const key = column.replace(/_([a-z])/g, (_match, letter: string) => letter.toUpperCase())
    const made = { key, json: json.has(key) }
    keys.set(column, made)
    return made
  }
  const encodePatch = (patch: Partial<Row>) => {
    const raw: Record<string, unknown> = {}
    for (const [key, value] of Object.entries(patch)) {
      if (value === undefined) continue
      raw[columnOf(key)] = json.has(key) && value !== null ? JSON.stringify(value) : value
    }
    return raw as Partial<Encoded<Row>>
  }
  return {
    encode: row => encodePatch(row) as unknown as Encoded<Row>,
    encodePatch,
    decode(raw) {
      const row: Record<string, unknown> = {}
      for (const column in raw) {
        const value: unknown = raw[column]
        const { key, json } = keyOf(column)
        row[key] = json && typeof value === 'string' ? JSON.parse(value) : value
      }
      return row as Row
    },
    pick(keys) {
      const isJson = keys.map(key => json.has(key))
      const decode = (values: readonly unknown[], from = 0) => {
        const row: Record<string, unknown> = {}
        for (let i = 0; i < keys.length; i++) {
          const value = values[from + i]
          row[keys[i] ?? ''] = isJson[i] && typeof value === 'string' ? JSON.parse(value) : value
        }
        return row as Pick<Row, (typeof keys)[number]>
      }
      return { columns: keys.map(columnOf), decode }
    },
  }
}
