/** What is counted (forms.md §14), each with one text for every violation. */
export interface Violations {
  /** No form, a throw, a refused schema, a field without a control. */
  failures: string[]
  axe: string[]
  clear: string[]
  discriminators: string[]
  offBranch: string[]
  noise: string[]
  unnamed: string[]
  wide: string[]
  clipped: string[]
  /** The filled form was refused, although the stock form takes the very same values. */
  refused: string[]
}

/** What was looked at, so that a zero is known not to be empty. */
export interface Seen {
  views: number
  controls: number
  secrets: number
  fixed: number
  unions: number
  branches: number
  problems: number
  filled: number
  /** 1 when the filled form could be sent. */
  accepted: number
}

/** One form on one side. */
export interface SideReport {
  found: Violations
  seen: Seen
}

export function startReport(): SideReport {
  return {
    found: {
      failures: [],
      axe: [],
      clear: [],
      discriminators: [],
      offBranch: [],
      noise: [],
      unnamed: [],
      wide: [],
      clipped: [],
      refused: [],
    },
    seen: {
      views: 0,
      controls: 0,
      secrets: 0,
      fixed: 0,
      unions: 0,
      branches: 0,
      problems: 0,
      filled: 0,
      accepted: 0,
    },
  }
}
