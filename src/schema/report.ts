import type { Diagnostic, RuleName } from './types.ts'

/** Collects diagnostics in the order they are found; one that is equal to an earlier one is left out. */
export class Report {
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
    if (!this.#found.has(key)) this.#found.set(key, diagnostic)
  }
}
