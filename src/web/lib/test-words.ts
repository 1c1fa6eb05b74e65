import { t } from './t.ts'

/** The message alone, when it begins with "Connection could not be validated:", which stands beside it already. */
export function withoutPrefix(message: string): string {
  const prefix = t('notValidated')
  return message.startsWith(prefix) ? message.slice(prefix.length).trim() : message
}
