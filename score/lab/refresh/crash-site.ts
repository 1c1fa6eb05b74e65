import { openRotatedData, type RotatedData } from '../rotation/rotated-data.ts'
import type { NewDatabase } from '../with-database.ts'
import { type Lab, type LabPlace, newPlace, openLab } from './open-lab.ts'
import { loadProvider } from './plant-logins.ts'
import type { RefreshWorker } from './start-worker.ts'
import { startTokenServer, type TokenServer } from './token-server.ts'

/** One data folder and one server, for one crash after the other. */
export interface CrashSite {
  place: LabPlace
  server: TokenServer
  lab: Lab
  providerId: string
  rotated: RotatedData
  close(): Promise<void>
}

/** What became of one crash; each text names the point. */
export interface Outcome {
  /** Acknowledged writes that are not there, and logins that did not come back. */
  lost: string[]
  unreadable: string[]
  /** Strict rotation, killed between the server's commit and our read. */
  byProtocol: number
}

export async function openCrashSite(folder: string, newDatabase: NewDatabase): Promise<CrashSite> {
  const url = await newDatabase()
  const server = await startTokenServer()
  const place = newPlace(folder, server.origin, { url })
  const lab = await openLab(place)
  return {
    place,
    server,
    lab,
    providerId: await loadProvider(lab.context),
    rotated: await openRotatedData(folder, await newDatabase()),
    async close() {
      await lab.close()
      await server.close()
    },
  }
}

/** Kills the worker when the server has given out tokens so many times, before it says so. */
export function killAtServer(server: TokenServer, worker: RefreshWorker, count: number): void {
  let left = count
  server.committed = async () => {
    left--
    if (left === 0) worker.signal('SIGKILL')
    await worker.ended
  }
}
