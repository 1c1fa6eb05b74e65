import { execFile } from 'node:child_process'
import { appendFile } from 'node:fs/promises'
import { join } from 'node:path'
import { parseArgs, promisify } from 'node:util'
import { choose } from './choose.ts'
import type { Measure, ScoreLine, Size } from './measure.ts'
import { runMeasure } from './run-measure.ts'

const ROOT = join(import.meta.dirname, '..')

interface Board {
  measures: readonly Measure[]
  usage: string
  /** Every line is appended to this file, with the commit and the time. */
  file?: string
}

/** Runs the lines that `args` name and prints them. Gives the exit code: 0 good, 1 a line failed, 2 wrong use. */
export async function runBoard(board: Board, args: string[]): Promise<number> {
  const chosen = readArgs(board, args)
  if (typeof chosen === 'string') {
    console.error(chosen)
    return 2
  }
  const stamp = { commit: await commitHere(), at: new Date().toISOString() }
  let failed = 0
  for (const measure of chosen.measures) {
    const line = await runMeasure(measure, chosen.size)
    console.log(chosen.json ? JSON.stringify(line) : describeLine(line))
    if (board.file) await appendFile(join(ROOT, board.file), `${JSON.stringify({ ...line, ...stamp })}\n`)
    if (!line.ok && line.skipped === undefined) failed++
  }
  return failed === 0 ? 0 : 1
}

function readArgs(
  { measures, usage }: Board,
  args: string[],
): { measures: Measure[]; size: Size; json: boolean } | string {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        all: { type: 'boolean', default: false },
        quick: { type: 'boolean', default: false },
        json: { type: 'boolean', default: false },
      },
    })
    if (positionals.length > 1 || (values.all && values.quick)) return usage
    const [id] = positionals
    const size = id === undefined || values.quick ? 'quick' : 'full'
    return { measures: choose(measures, { id, quick: values.quick }), size, json: values.json }
  } catch (error) {
    return `${error instanceof Error ? error.message : String(error)}\n\n${usage}`
  }
}

function describeLine({ id, measure, value, target, ok, skipped, details }: ScoreLine): string {
  const outcome = skipped === undefined ? (ok ? 'pass' : 'FAIL') : `skipped: ${skipped}`
  const head = `${id.padEnd(5)} ${measure}: ${value ?? '–'} (target ${target}) ${outcome}`
  return [head, ...(details ?? []).map(detail => `        ${detail}`)].join('\n')
}

async function commitHere(): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)('git', ['rev-parse', '--short', 'HEAD'], { cwd: ROOT })
    return stdout.trim()
  } catch {
    return 'unknown'
  }
}
