import { mkdir, realpath, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { type Unpacked, unpackConnector } from '#connectors/unpack-connector.ts'
import { AppError } from '#shared/errors/app-error.ts'
import { isId, makeId } from '#shared/ids.ts'

/** Time enough to read what would change. */
const LIFE_MS = 10 * 60_000
/** Each may hold as much as a project may. */
const MOST_AT_ONCE = 4

interface Upload extends Unpacked {
  id: string
  /** The project's folder. */
  root: string
  expiresAt: number
}

/** Projects that came over the network and count for nothing yet. */
export interface Uploads {
  /** Unpacks an archive. Throws `busy`, `bad_request`, `too_large`; nothing is left of it then. */
  receive(owner: string, name: string, chunks: AsyncIterable<Uint8Array>): Promise<Upload>
  /** Throws `not_found` for one that is over, unknown, or another key's. */
  require(owner: string, id: string): Upload
  drop(id: string): Promise<void>
  /** One after the other: what was compared still holds when folders are swapped. */
  inTurn<T>(work: () => Promise<T>): Promise<T>
  close(): Promise<void>
}

interface UploadsInput {
  /** Of the data folder; emptied when it is opened, since uploads do not outlive their server. */
  folder: string
  random: (count: number) => Uint8Array
  now: () => number
}

/** `eager` removes what a server left that was killed. */
export async function openUploads({ folder, random, now }: UploadsInput, eager: boolean): Promise<Uploads> {
  if (eager) await rm(folder, { recursive: true, force: true })
  const held = new Map<string, { owner: string; upload?: Upload; timer: NodeJS.Timeout }>()
  let turn: Promise<unknown> = Promise.resolve()
  const remove = (id: string) => rm(join(folder, id), { recursive: true, force: true, maxRetries: 2 })
  const drop = async (id: string) => {
    clearTimeout(held.get(id)?.timer)
    if (held.delete(id)) await remove(id)
  }
  return {
    async receive(owner, name, chunks) {
      if (held.size >= MOST_AT_ONCE) {
        throw new AppError('busy', { detail: 'Other deployments are under way. Try again in a moment.', retryAfter: 5 })
      }
      const id = makeId('upl', random(16))
      // Nobody may be left to ask for it: it goes by itself.
      const timer = setTimeout(() => void drop(id).catch(() => undefined), LIFE_MS)
      held.set(id, { owner, timer: timer.unref() })
      try {
        const root = join(folder, id, name)
        await mkdir(root, { recursive: true, mode: 0o700 })
        const unpacked = await unpackConnector(chunks, root)
        const upload = { id, root: await realpath(root), expiresAt: now() + LIFE_MS, ...unpacked }
        held.set(id, { owner, upload, timer })
        return upload
      } catch (error) {
        await drop(id)
        throw error
      }
    },
    require(owner, id) {
      const found = isId('upl', id) ? held.get(id) : undefined
      if (found?.upload && found.owner === owner) return found.upload
      throw new AppError('not_found', { detail: 'This upload is over, or it was never there. Send the project again.' })
    },
    drop,
    inTurn(work) {
      const next = turn.then(work, work)
      turn = next.catch(() => undefined)
      return next
    },
    async close() {
      await turn
      for (const id of [...held.keys()]) await drop(id)
    },
  }
}
