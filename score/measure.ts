/** What a measure found. */
export interface Finding {
  value: string | number
  ok: boolean
  /** Reasons, one a line: which file, which page, what was found. */
  details?: string[]
}

/** `full` when a line is named alone; `quick` in CI, with `--quick`, and in runs of the whole board. */
export type Size = 'quick' | 'full'

/** One line of the scoreboard. */
export interface Measure {
  /** Family, hyphen, number: `S-1`. */
  id: string
  /** What is counted, in words. */
  measure: string
  target: string
  /** Part of `--quick`, the size of every run. */
  quick: boolean
  /** Runs only when it is named: it needs minutes, or a machine for itself. */
  byHand?: boolean
  /** A text instead of a finding says what is missing here: the line is skipped, and never passes. */
  run(size: Size): Promise<Finding | { skipped: string }>
}

/** As printed with `--json` and appended to `scores.jsonl`. */
export interface ScoreLine {
  id: string
  measure: string
  value: string | number | null
  target: string
  ok: boolean
  skipped?: string
  details?: string[]
}
