import type { AxeResults, Result } from 'axe-core'

/** One element that breaks one rule. */
export interface AxeFinding {
  rule: string
  /** In axe's own words: what is asked for. */
  help: string
  /** What to do, one step a line. */
  advice: readonly string[]
  impact: 'critical' | 'serious' | 'moderate' | 'minor'
  /** A person must look: a machine cannot tell. */
  isUnsure: boolean
  /** What people see there: the words of the element, or its kind. */
  place: string
  element: Element | undefined
}

export interface AxeReport {
  findings: readonly AxeFinding[]
  /** How many rules had something to look at and found nothing wrong. */
  passed: number
}

const RANK = { critical: 0, serious: 1, moderate: 2, minor: 3 }
const LONGEST = 60

/** A result of axe as a list to work through: what is certain first, then the worst. */
export function axeFindings({ violations, incomplete, passes }: AxeResults): AxeReport {
  const findings = [
    ...violations.flatMap(result => findingsOf(result, false)),
    ...incomplete.flatMap(result => findingsOf(result, true)),
  ]
  return {
    findings: findings.sort((a, b) => Number(a.isUnsure) - Number(b.isUnsure) || RANK[a.impact] - RANK[b.impact]),
    passed: passes.length,
  }
}

function findingsOf({ id, help, impact, nodes }: Result, isUnsure: boolean): AxeFinding[] {
  return nodes.map(({ element, failureSummary = '', target }) => ({
    rule: id,
    help,
    // "Fix any of the following:" stands above the steps.
    advice: failureSummary
      .split('\n')
      .slice(1)
      .map(line => line.trim())
      .filter(line => line !== '' && !line.endsWith(':')),
    impact: impact ?? 'minor',
    isUnsure,
    place: placeOf(element) || target.join(' '),
    element,
  }))
}

function placeOf(element: Element | undefined): string {
  const field = element?.closest('[class*="fc-field"], label, fieldset') ?? element
  const text =
    element?.getAttribute('aria-label') || field?.querySelector('label, legend')?.textContent || element?.textContent
  return text?.trim().slice(0, LONGEST) ?? ''
}
