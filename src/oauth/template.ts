import type { Template, Values } from './types.ts'

const NAME = /\{\{([A-Za-z_][A-Za-z0-9_.]*)\}\}|\{([A-Za-z_][A-Za-z0-9_.]*)\}/g

/**
 * Splits a text at `{name}`. `{{x}}` prints `{x}`; braces that hold no name are text (flow-format.md §7).
 * One pass: what is filled in later is never looked at again.
 */
export function parseTemplate(text: string): Template {
  const parts: (string | { name: string })[] = []
  let literal = ''
  let end = 0
  for (const match of text.matchAll(NAME)) {
    literal += text.slice(end, match.index)
    end = match.index + match[0].length
    const [, doubled, name] = match
    if (name === undefined) literal += `{${doubled}}`
    else {
      if (literal !== '') parts.push(literal)
      literal = ''
      parts.push({ name })
    }
  }
  literal += text.slice(end)
  if (literal !== '') parts.push(literal)
  return parts
}

/** The names of a template, in order, each as often as it stands there. */
export function namesOf(template: Template): string[] {
  return template.flatMap(part => (typeof part === 'string' ? [] : [part.name]))
}

/** The text with every name replaced as it is. A name without a value gives an empty text. */
export function fillText(template: Template, values: Values): string {
  return template.map(part => (typeof part === 'string' ? part : textOf(values, part.name))).join('')
}

/** The value of a name as text; empty when there is none. Never something inherited. */
export function textOf(values: Values, name: string): string {
  return Object.hasOwn(values, name) ? String(values[name]) : ''
}

/** The template without names, as the person wrote it, for messages and for comparing hosts. */
export function showTemplate(template: Template): string {
  return template.map(part => (typeof part === 'string' ? part : `{${part.name}}`)).join('')
}

/** Two templates as one, literal parts joined. */
export function joinTemplates(...templates: Template[]): Template {
  const parts: (string | { name: string })[] = []
  for (const part of templates.flat()) {
    const last = parts.at(-1)
    if (typeof part === 'string' && typeof last === 'string') parts[parts.length - 1] = last + part
    else parts.push(part)
  }
  return parts
}
