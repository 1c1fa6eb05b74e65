const MARK = '•••'

/** Every form in which a secret may turn up in a text: raw, URL-encoded, base64, and JSON-escaped once or twice. */
function formsOf(secret: string): string[] {
  const base64 = toBase64(secret)
  const json = JSON.stringify(secret).slice(1, -1)
  return [
    secret,
    encodeURIComponent(secret),
    new URL(`x:?${secret}`).search.slice(1),
    json,
    JSON.stringify(json).slice(1, -1),
    base64,
    base64.replaceAll('=', ''),
    base64.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', ''),
  ]
}

/**
 * The secret inside the base64 of a longer text, as in `Authorization: Basic`: three texts, one for each place a byte
 * can have in a group of three. The letters at both ends also hold bits of the neighbours, so any letter stands there.
 */
function withinBase64(secret: string): RegExp[] {
  const length = new TextEncoder().encode(secret).length
  return ['', ' ', '  '].flatMap(before => {
    const from = Math.ceil((before.length * 8) / 6)
    const core = toBase64(before + secret).slice(from, Math.floor(((before.length + length) * 8) / 6))
    if (core.length < 4) return []
    return new RegExp(`[\\w+/-]?${core.replace(/[+/]/g, sign => (sign === '+' ? '[+-]' : '[/_]'))}[\\w+/=-]{0,2}`, 'g')
  })
}

function toBase64(text: string): string {
  return btoa(Array.from(new TextEncoder().encode(text), byte => String.fromCharCode(byte)).join(''))
}

/**
 * `text` with every known secret replaced by `•••`. Secrets of fewer than three characters are left:
 * replacing single letters would only garble the text and tell which letters they are.
 */
export function redact(text: string, secrets: Iterable<string>): string {
  const known = [...new Set(secrets)].filter(secret => secret.length >= 3)
  const forms = new Set(known.flatMap(formsOf))
  let result = text
  for (const form of [...forms].sort((a, b) => b.length - a.length)) result = result.replaceAll(form, MARK)
  for (const pattern of known.flatMap(withinBase64)) result = result.replace(pattern, MARK)
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
