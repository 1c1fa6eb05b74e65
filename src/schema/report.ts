import type { Diagnostic, RuleName } from './types.ts'

/** Of one rule and severity: who mends the first of them knows what to do. */
const MOST = 100

/**
 * Collects diagnostics in the order they are found; one that is equal to an earlier one is left out, and so is one after
 * a hundred of its rule and severity.
 */
export class Report {
  readonly #counts = new Map<string, number>()
  readonly #found = new Map<string, Diagnostic>()

  error(rule: RuleName, pointer: string, message: string, fix: string): void {
    this.#add({ pointer, rule, severity: 'error', message, fix })
  }

  warning(rule: RuleName, pointer: string, message: string, fix: string): void {
    this.#add({ pointer, rule, severity: 'warning', message, fix })
  }

  info(rule: RuleName, pointer: string, message: string, fix: string): void {
    this.#add({ pointer, rule, severity: 'info', message, fix })
  }

  list(): Diagnostic[] {
    return [...this.#found.values()]
  }

  #add(diagnostic: Diagnostic): void {
    const key = `${diagnostic.rule} ${diagnostic.pointer} ${diagnostic.message}`
    const kind = `${diagnostic.rule} ${diagnostic.severity}`
    const count = this.#counts.get(kind) ?? 0
    if (count >= MOST || this.#found.has(key)) return
    this.#counts.set(kind, count + 1)
    this.#found.set(key, diagnostic)
  }
}
