import { AppError } from '#shared/errors/app-error.ts'
import { textOf } from './template.ts'
import type { Template, Values } from './types.ts'

/**
 * The route behind a `#` (oauth.md §5, `auth_fragment`), without the mark. Values are encoded, so that none of them
 * leads to another route. Throws `invalid_input`.
 */
export function fillRoute(template: Template, values: Values): string {
  return template
    .map(part => {
      if (typeof part === 'string') return part
      const value = textOf(values, part.name)
      if (value !== '.' && value !== '..') return encodeURIComponent(value.toWellFormed())
      throw new AppError('invalid_input', { detail: `The value of "${part.name}" would change the address.` })
    })
    .join('')
}
