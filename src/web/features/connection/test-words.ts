import { t } from '../../lib/t.ts'

/** The message alone, when it begins with "Connection could not be validated:", which stands in the heading. */
export function withoutPrefix(message: string): string {
  const prefix = t('notValidated')
  return message.startsWith(prefix) ? message.slice(prefix.length).trim() : message
}

/** A connector may name a field by its name or by a pointer. */
export function pointerOf(field: string): string {
  return field.startsWith('/') ? field : `/${field.replaceAll('~', '~0').replaceAll('/', '~1')}`
}
