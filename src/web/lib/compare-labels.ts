const ORDER = new Intl.Collator('en', { numeric: true })

/** A to Z as a person counts: Line_2 before Line_10. */
export function compareLabels(a: string, b: string): number {
  return ORDER.compare(a, b)
}
