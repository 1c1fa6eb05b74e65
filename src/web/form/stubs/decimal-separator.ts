/** Of these it is known without asking: the first number format of a page is a third of its cold start. */
const WITH_POINT = /^en(-(US|GB|IE|CA|AU|NZ|IN))?$/

let asked: { language: string; separator: string } | undefined

/** Stands in for RJSF's question after the sign before decimals, which it asks anew for each number it draws. */
export default function decimalSeparator(): string {
  const language = navigator.languages[0] ?? 'en'
  if (WITH_POINT.test(language)) return '.'
  if (asked?.language !== language) asked = { language, separator: separatorOf(navigator.languages) }
  return asked.separator
}

function separatorOf(languages: readonly string[]): string {
  const parts = new Intl.NumberFormat([...languages]).formatToParts(1.1)
  return parts.find(({ type }) => type === 'decimal')?.value ?? '.'
}
