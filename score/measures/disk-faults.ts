import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { StorePlace } from '#store/engine.ts'
import { HAS_POSTGRES, startPostgres } from '#store/fixtures/postgres-server.ts'
import { openStore } from '#store/open-store.ts'
import { DISK_FAULTS, type DiskFault } from '../lab/faults/disk-faults.ts'
import { startWriter, type Writer } from '../lab/faults/start-writer.ts'
import { withFolder } from '../lab/with-folder.ts'
import type { Finding, Measure, Size } from '../measure.ts'

const ROUNDS = { quick: 1, full: 10 }
/** Writes before and after each fault. */
const WRITES = 30

export const diskFaults: Measure = {
  id: 'R-4',
  measure:
    'acknowledged writes missing after EIO on fsync, read-only, full disk, damaged pages, PostgreSQL stopped, killed and failed over, under load',
  target: `0 missing, each told in a sentence, over without a restart (${ROUNDS.full} rounds each; quick: ${ROUNDS.quick})`,
  quick: true,
  run: runAll,
}

interface Outcome {
  name: string
  written: number
  missing: number
  problems: string[]
}

async function runAll(size: Size): Promise<Finding | { skipped: string }> {
  const outcomes: Outcome[] = []
  const skipped: string[] = []
  for (const fault of DISK_FAULTS) {
    const missing = fault.missing()
    if (missing === undefined) outcomes.push(await onDisk(fault, ROUNDS[size]))
    else skipped.push(missing)
  }
  if (HAS_POSTGRES) outcomes.push(...(await onPostgres(ROUNDS[size])))
  else skipped.push('PostgreSQL is not installed here')
  if (outcomes.length === 0) return { skipped: skipped.join('; ') }
  const missing = outcomes.reduce((sum, one) => sum + one.missing, 0)
  const written = outcomes.reduce((sum, one) => sum + one.written, 0)
  const problems = outcomes.flatMap(one => one.problems.map(problem => `${one.name}: ${problem}`))
  return {
    value: `${missing} of ${written} missing, ${problems.length} problems`,
    ok: missing === 0 && problems.length === 0,
    details: [
      ...outcomes.map(one => `${one.name}: ${one.written} acknowledged, ${one.missing} missing`),
      ...skipped.map(what => `skipped: ${what}`),
      ...problems.slice(0, 20),
    ],
  }
}

function onDisk(fault: DiskFault, rounds: number): Promise<Outcome> {
  return withFolder(async parent => {
    const folder = join(parent, 'data')
    await mkdir(folder)
    const takeBack = await fault.prepare(folder)
    try {
      const steps = async (writer: Writer) => fault.happen(folder, writer)
      return await live(fault, { place: { file: join(folder, 'flow.db') }, steps, rounds })
    } finally {
      takeBack()
    }
  })
}

async function onPostgres(rounds: number): Promise<Outcome[]> {
  const words = /^The database .* (does not answer|is read-only)\.$/
  const server = await startPostgres({ safe: true })
  const away = async (writer: Writer, word: 'stop' | 'kill') => {
    await (word === 'stop' ? server.stop() : server.kill())
    await writer.untilRefused()
    await server.start()
  }
  try {
    const run = async (name: string, steps: (writer: Writer) => Promise<void>, times = rounds) =>
      live({ name: `PostgreSQL ${name}`, words }, { place: { url: await server.newPlace() }, steps, rounds: times })
    return [
      await run('stopped', writer => away(writer, 'stop')),
      await run('killed', writer => away(writer, 'kill')),
      await run(
        'failed over',
        async writer => {
          await server.addStandby()
          await writer.untilWritten(WRITES)
          await server.failOver()
        },
        1,
      ),
    ]
  } finally {
    await server.close()
  }
}

interface Course {
  place: StorePlace
  steps: (writer: Writer) => Promise<void>
  rounds: number
}

/** One writer through all rounds; then a look from outside at everything it was told is written. */
async function live({ name, words }: Pick<DiskFault, 'name' | 'words'>, course: Course): Promise<Outcome> {
  const writer = await startWriter(course.place)
  const problems: string[] = []
  try {
    for (let round = 0; round < course.rounds; round++) {
      await writer.untilWritten(WRITES)
      await course.steps(writer)
      await writer.untilWritten(WRITES)
    }
  } catch (error) {
    problems.push(error instanceof Error ? error.message : String(error))
  }
  await writer.stop()
  if (![...writer.refused].some(sentence => words.test(sentence)))
    problems.push('nobody was told in the words expected')
  problems.push(...[...writer.refused].filter(sentence => !words.test(sentence)), ...writer.faults)
  const store = await openStore(course.place)
  const found = await Promise.all([...writer.written].map(id => store.accounts.get(id)))
  await store.close()
  return { name, written: writer.written.size, missing: found.filter(row => row === null).length, problems }
}
