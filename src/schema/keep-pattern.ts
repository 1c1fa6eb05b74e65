import type { Caps } from './caps.ts'
import type { Report } from './report.ts'
import { safePattern } from './safe-pattern.ts'

export interface KeepingPatterns {
  report: Report
  caps: Caps
  /** Patterns kept so far in this form. */
  patterns: { count: number }
}

/** The pattern as it can be used, mended where that is safe; undefined when it goes, which is reported. */
export function keepPattern(
  written: string,
  at: string,
  { report, caps, patterns }: KeepingPatterns,
): string | undefined {
  const drop = (message: string, fix: string) => {
    report.warning('pattern-safe', at, message, fix)
    return undefined
  }
  if (written.length > caps.patternLength) return drop('This pattern is too long, so it is left out.', 'Shorten it.')
  if (patterns.count >= caps.patterns) return drop('The form has too many patterns.', 'Use fewer patterns.')
  const verdict = safePattern(written)
  if (verdict.pattern === undefined) {
    return drop('This pattern cannot be read, so it is left out.', 'Correct the regular expression.')
  }
  if (verdict.risky) {
    const fix = 'Repeat no group that repeats inside, and let loops in a row take different letters.'
    return drop('This pattern may take very long, so it is left out.', fix)
  }
  if (verdict.repaired) {
    report.info('pattern-safe', at, 'This pattern has stray escapes.', 'Remove the backslashes that escape nothing.')
  }
  patterns.count++
  return verdict.pattern
}
