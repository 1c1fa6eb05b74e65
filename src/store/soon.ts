/** At once where the database runs in this process, later where it does not. */
export type Soon<T> = T | Promise<T>

/** What `use` makes of the value; without a promise where the value is there already. */
export function soon<T, R>(value: Soon<T>, use: (value: T) => Soon<R>): Soon<R> {
  return value instanceof Promise ? value.then(use) : use(value)
}
