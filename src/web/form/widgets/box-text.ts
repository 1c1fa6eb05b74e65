import type { FieldOptions } from '../field-options.ts'

/** The text a box shows for a value. */
export function textOf(value: unknown): string {
  if (value === undefined || value === null) return ''
  return typeof value === 'object' ? JSON.stringify(value) : String(value)
}

/** An emptied box means "no value". */
export function orNothing(text: string): string | undefined {
  return text === '' ? undefined : text
}

/** The harmless attributes an author may set; the compiler has filtered them once already. */
export function safeAttributes({ attrs = {} }: FieldOptions): Record<string, string> {
  const safe: Record<string, string> = {}
  for (const [name, value] of Object.entries(attrs)) {
    if (name === 'title' || /^data-[\w-]+$/.test(name)) safe[name] = value
    if (name === 'class') safe['className'] = `fc-input ${value}`
    if (name === 'autocomplete') safe['autoComplete'] = value
  }
  return safe
}
