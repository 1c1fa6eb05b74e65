/** One way in which people write a connection type, and what it has to do (flow-format.md §3 and §4). */
export interface Shape {
  name: string
  /** By path in the project; the code of the type is `index.js`. */
  files: Readonly<Record<string, string>>
  /** Milliseconds; only for shapes that never answer. */
  timeoutMs?: number
  /** Of `validate`: `ok`, or the message it fails with; undefined where there is none. */
  validate?: string | RegExp
  /** JSON of the handle, or the message that `connect` fails with. */
  connect?: string | RegExp
}
