const MARK = '•••'

/** Every form in which a secret may turn up in a text: raw, URL-encoded, base64 and JSON-escaped. */
function formsOf(secret: string): string[] {
  const bytes = new TextEncoder().encode(secret)
  const base64 = btoa(Array.from(bytes, byte => String.fromCharCode(byte)).join(''))
  return [
    secret,
    encodeURIComponent(secret),
    new URL(`x:?${secret}`).search.slice(1),
    JSON.stringify(secret).slice(1, -1),
    base64,
    base64.replaceAll('=', ''),
    base64.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', ''),
  ]
}

/**
 * `text` with every known secret replaced by `•••`. Secrets of fewer than three characters are left:
 * replacing single letters would only garble the text and tell which letters they are.
 */
export function redact(text: string, secrets: Iterable<string>): string {
  const forms = new Set<string>()
  for (const secret of secrets) if (secret.length >= 3) for (const form of formsOf(secret)) forms.add(form)
  let result = text
  for (const form of [...forms].sort((a, b) => b.length - a.length)) result = result.replaceAll(form, MARK)
  return result
}

/** One plain line for people: no control characters, at most `limit` characters. */
export function plainLine(text: string, limit = 500): string {
  const line = text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed
    .replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ')
    .trim()
  const letters = [...line]
  return letters.length <= limit ? line : `${letters.slice(0, limit - 1).join('')}…`
}
