import { Client } from 'pg'
import type { PostgresPlace } from './postgres-place.ts'

const RETRY_MS = 2000

/**
 * Calls back after another node wrote (migration 003). The connection is made with the first callback; when it breaks it
 * is made again, and the callbacks are told once, because what was said meanwhile was missed.
 */
export function listenForChanges(place: PostgresPlace, name: string) {
  const callbacks = new Set<() => void>()
  let client: Client | undefined
  let retry: NodeJS.Timeout | undefined
  let closed = false

  const tell = () => {
    for (const callback of [...callbacks]) callback()
  }
  const connect = async (again: boolean) => {
    const opened = new Client({ ...place.connect, application_name: name, keepAlive: true })
    client = opened
    const lost = () => {
      if (client !== opened || closed) return
      client = undefined
      retry = setTimeout(() => void connect(true), RETRY_MS)
      retry.unref()
    }
    opened.on('error', lost).on('end', lost)
    try {
      await opened.connect()
      const { rows } = await opened.query<{ schema: string }>('select current_schema() as schema')
      opened.on('notification', ({ payload }) => {
        const [schema, writer] = (payload ?? '').split(' ')
        if (schema === rows[0]?.schema && writer !== name) tell()
      })
      await opened.query('listen flow_change')
      if (again) tell()
    } catch {
      lost()
      await opened.end().catch(() => undefined)
    }
  }
  return {
    add(callback: () => void) {
      callbacks.add(callback)
      if (!client && !retry) void connect(false)
      return { close: () => void callbacks.delete(callback) }
    },
    async close() {
      closed = true
      clearTimeout(retry)
      await client?.end().catch(() => undefined)
    },
  }
}
