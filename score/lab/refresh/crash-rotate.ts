import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { rotateDataKeys } from '#app/keys/rotate-data-keys.ts'
import { openData } from '#app/open-data.ts'
import { countLeft, look, random } from '../rotation/planted-data.ts'
import { plantMore } from '../rotation/rotated-data.ts'
import type { CrashPoint } from './crash-points.ts'
import type { CrashSite, Outcome } from './crash-site.ts'

const WORKER = fileURLToPath(import.meta.resolve('../rotation/halted-rotation.ts'))

/** A key is replaced by a process that dies at `point`; then a server starts, writes, and the rotation is run again. */
export async function crashRotate({ rotated }: CrashSite, point: CrashPoint): Promise<Outcome> {
  const { config, told } = rotated
  const child = fork(WORKER, [point.halt?.at ?? '', JSON.stringify(config)], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  const [, signal] = await once(child, 'exit')
  if (signal !== 'SIGKILL') throw new Error(`nothing came by "${point.name}"`)
  const first = await look(config, told)
  await plantMore(rotated, 1)
  const { unreadable } = await rotateDataKeys(config)
  const data = await openData(config, random)
  const left = await countLeft(data).finally(() => data.store.close())
  const last = await look(config, told)
  const lost = [...first.lost, ...last.lost]
  if (left + unreadable > 0) lost.push(`${left} values stayed on the key before, ${unreadable} of them unread`)
  const named = (texts: string[]) => texts.map(text => `${point.name}: ${text}`)
  return { lost: named(lost), unreadable: named([...first.unreadable, ...last.unreadable]), byProtocol: 0 }
}
