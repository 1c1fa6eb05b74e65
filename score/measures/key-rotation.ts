import { type ChildProcess, fork } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { rotateDataKeys } from '#app/keys/rotate-data-keys.ts'
import { openData } from '#app/open-data.ts'
import { type Config, parseConfig } from '#config/config.ts'
import { countLeft, look, plant, random, type Told } from '../lab/rotation/planted-data.ts'
import { type DatabaseKind, withDatabase } from '../lab/with-database.ts'
import { withFolder } from '../lab/with-folder.ts'
import type { Finding, Measure, Size } from '../measure.ts'

/** Kills, and what is stored before the first of them. */
const SIZES = { quick: { kills: 2, stored: 300 }, full: { kills: 30, stored: 5000 } }
const KILL_EVERY_MS = 2000
const SERVERS = 2
const WORKER = fileURLToPath(import.meta.resolve('../lab/rotation/rotation-worker.ts'))

export const keyRotation: readonly Measure[] = [rotationOn('SQLite', 'S-3'), rotationOn('PostgreSQL', 'S-3P')]

function rotationOn(kind: DatabaseKind, id: string): Measure {
  return {
    id,
    measure: `values lost, unreadable or left on the old data key by a rotation under load with kill -9 every 2 s, on ${kind}`,
    target: `0 lost, 0 unreadable, 0 left (${SIZES.full.kills} kills; quick: ${SIZES.quick.kills})`,
    quick: true,
    run: size =>
      withDatabase(kind, newDatabase =>
        withFolder(async folder => {
          const databaseUrl = await newDatabase()
          const env = { FLOW_KEY_FILE: join(folder, 'instance.key') }
          const config = parseConfig({ options: { data: join(folder, 'data') }, env })
          return rotateUnderLoad({ ...config, ...(databaseUrl === undefined ? {} : { databaseUrl }) }, size)
        }),
      ),
  }
}

async function rotateUnderLoad(config: Config, size: Size): Promise<Finding> {
  const { kills, stored } = SIZES[size]
  const told: Told = new Map()
  const faults: string[] = []
  const data = await openData(config, random)
  await plant(data, stored, told)
  const run = { config, told, faults, children: new Set<ChildProcess>() }
  let rotations = 0
  try {
    const servers = await Promise.all(Array.from({ length: SERVERS }, () => start(run, 'serve')))
    for (let kill = 0; kill < kills; kill++) {
      const rotator = await start(run, 'rotate')
      rotator.on('message', message => (rotations += Number('rotated' in (message as object))))
      await sleep(KILL_EVERY_MS)
      const n = kill % SERVERS
      await Promise.all([end(rotator), ...(servers[n] ? [end(servers[n])] : [])])
      servers[n] = await start(run, 'serve')
    }
    const last = await rotateDataKeys(config)
    const left = await countLeft(data)
    await Promise.all([...run.children].map(end))
    const after = await look(config, told)
    // Those who served until the end have written nothing under the key before.
    const leftAtEnd = left + (await countLeft(data)) + last.unreadable
    const all = [...faults, ...after.lost, ...after.unreadable]
    return {
      value: `${after.lost.length} lost, ${after.unreadable.length + faults.length} unreadable, ${leftAtEnd} left`,
      ok: all.length === 0 && leftAtEnd === 0,
      details: [
        `${told.size} entries, ${kills} kills of the rotation and of a server, ${rotations} whole rotations between them`,
        ...all.slice(0, 20),
      ],
    }
  } finally {
    await Promise.all([...run.children].map(end))
    await data.store.close()
  }
}

interface Run {
  config: Config
  told: Told
  faults: string[]
  children: Set<ChildProcess>
}

interface Message {
  serving?: true
  begun?: { id: string; text: string }
  written?: { id: string; text: string }
  fault?: string
}

/** Resolves when the process is at work. */
async function start({ config, told, faults, children }: Run, role: 'serve' | 'rotate'): Promise<ChildProcess> {
  const child = fork(WORKER, [role, JSON.stringify(config)], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
  children.add(child)
  child.once('exit', () => children.delete(child))
  const ready = Promise.withResolvers<void>()
  child.on('message', ({ serving, begun, written, fault }: Message) => {
    if (serving) ready.resolve()
    if (begun) told.get(begun.id)?.add(begun.text)
    if (written) told.set(written.id, new Set([written.text]))
    if (fault) faults.push(fault)
  })
  child.once('exit', () => ready.reject(new Error('a server ended before it was ready')))
  if (role === 'serve') await ready.promise
  else ready.promise.catch(() => undefined)
  return child
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return
  // What it said before it was killed still arrives.
  const gone = Promise.all([once(child, 'exit'), child.connected ? once(child, 'disconnect') : undefined])
  child.kill('SIGKILL')
  await gone
}
