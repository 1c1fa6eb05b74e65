import { ENGLISH } from './messages.ts'

/** The server's message alone, when it begins with "Connection could not be validated:", which stands beside it already. */
export function withoutPrefix(message: string): string {
  const prefix = ENGLISH.notValidated
  return message.startsWith(prefix) ? message.slice(prefix.length).trim() : message
}
