import type { Measure, ScoreLine, Size } from './measure.ts'

/** Runs one measure. A fault while measuring is a line that fails, with its reason, so that the others still run. */
export async function runMeasure({ id, measure, target, run }: Measure, size: Size = 'full'): Promise<ScoreLine> {
  try {
    const found = await run(size)
    if ('skipped' in found) return { id, measure, value: null, target, ok: false, skipped: found.skipped }
    const { value, ok, details = [] } = found
    return { id, measure, value, target, ok, ...(details.length > 0 ? { details } : {}) }
  } catch (error) {
    const reason = error instanceof Error ? (error.stack ?? error.message) : String(error)
    return { id, measure, value: null, target, ok: false, details: reason.split('\n') }
  }
}
