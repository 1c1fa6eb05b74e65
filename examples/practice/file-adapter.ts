import { existsSync, readFileSync } from 'node:fs'
import type { Adapter, AdapterFactory, AdapterPayload } from 'oidc-provider'
import { writePrivateFile } from './write-private-file.ts'

interface Entry {
  payload: AdapterPayload
  /** Milliseconds since 1970; absent: never. */
  expiresAt?: number
}

/** Marks that `oidc-provider` keeps by model: `Session:abc`. */
type Entries = Map<string, Entry>

/**
 * Where the provider keeps sessions, grants and tokens: one file, written at every change, so that grants survive a
 * restart and a `kill -9`. Right for a handful of people on one machine; a real provider has a database.
 */
export function createFileAdapter(path: string, now: () => number = Date.now): AdapterFactory {
  const entries: Entries = existsSync(path) ? new Map(JSON.parse(readFileSync(path, 'utf8'))) : new Map()
  const save = () => {
    for (const [key, entry] of entries) if (isOver(entry, now())) entries.delete(key)
    writePrivateFile(path, JSON.stringify([...entries]))
  }
  return model => modelAdapter(model, entries, save, now)
}

function isOver(entry: Entry, now: number): boolean {
  return entry.expiresAt !== undefined && entry.expiresAt <= now
}

function modelAdapter(model: string, entries: Entries, save: () => void, now: () => number): Adapter {
  const keyOf = (id: string) => `${model}:${id}`
  const find = (id: string) => {
    const entry = entries.get(keyOf(id))
    return entry && !isOver(entry, now()) ? structuredClone(entry.payload) : undefined
  }
  const findBy = (field: 'uid' | 'userCode', value: string) => {
    const hit = [...entries].find(([key, entry]) => key.startsWith(`${model}:`) && entry.payload[field] === value)
    return hit ? find(hit[0].slice(model.length + 1)) : undefined
  }
  return {
    find: async id => find(id),
    findByUid: async uid => findBy('uid', uid),
    findByUserCode: async userCode => findBy('userCode', userCode),
    async upsert(id, payload, expiresIn) {
      const expiry = expiresIn === undefined ? {} : { expiresAt: now() + expiresIn * 1000 }
      entries.set(keyOf(id), { payload: structuredClone(payload), ...expiry })
      save()
    },
    async consume(id) {
      const entry = entries.get(keyOf(id))
      if (entry) entry.payload.consumed = Math.floor(now() / 1000)
      save()
    },
    async destroy(id) {
      entries.delete(keyOf(id))
      save()
    },
    async revokeByGrantId(grantId) {
      for (const [key, entry] of entries) {
        if (key.startsWith(`${model}:`) && entry.payload.grantId === grantId) entries.delete(key)
      }
      save()
    },
  }
}
