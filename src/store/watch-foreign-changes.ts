import type { DatabaseSync } from 'node:sqlite'

const POLL_MS = 500

/**
 * Calls back after another connection wrote. `database` must be the one that this process writes with: SQLite's
 * `data_version` moves only for the writes of others. One timer serves all callbacks.
 */
export function watchForeignChanges(database: DatabaseSync): {
  add(callback: () => void): { close(): void }
  close(): void
} {
  const statement = database.prepare('pragma data_version')
  const read = () => Number(statement.get()?.['data_version'])
  const callbacks = new Set<() => void>()
  let seen = read()
  let timer: NodeJS.Timeout | undefined

  const look = () => {
    const version = read()
    if (version === seen) return
    seen = version
    for (const callback of [...callbacks]) callback()
  }
  const stop = () => {
    clearInterval(timer)
    timer = undefined
  }
  return {
    add(callback) {
      callbacks.add(callback)
      if (!timer) {
        seen = read()
        timer = setInterval(look, POLL_MS).unref()
      }
      return {
        close() {
          callbacks.delete(callback)
          if (callbacks.size === 0) stop()
        },
      }
    },
    close: stop,
  }
}
