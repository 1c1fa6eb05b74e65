const MARK = '•••'

/** Every form in which a secret may turn up in a text: raw, URL-encoded, base64, and JSON-escaped once or twice. */
function formsOf(secret: string): string[] {
  const base64 = toBase64(secret)
  const json = JSON.stringify(secret).slice(1, -1)
  return [
    secret,
    // Half a surrogate pair cannot be URL-encoded; whoever tries gets the sign for "no letter" in its place.
    encodeURIComponent(secret.toWellFormed()),
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
 * can have in a group of three, without the letters at both ends that also hold bits of the neighbours.
 */
function coresOf(secret: string): string[] {
  const length = new TextEncoder().encode(secret).length
  return ['', ' ', '  '].flatMap(before => {
    const from = Math.ceil((before.length * 8) / 6)
    const core = toBase64(before + secret).slice(from, Math.floor(((before.length + length) * 8) / 6))
    return core.length < 4 ? [] : [core]
  })
}

/** Replaces a core with the letters around it, in both alphabets. No pattern: a long secret would be too much for one. */
function hideCore(text: string, core: string): string {
  const plain = text.replaceAll('-', '+').replaceAll('_', '/')
  let result = ''
  let from = 0
  for (let at = plain.indexOf(core); at !== -1; at = plain.indexOf(core, from)) {
    const start = at > from && /[\w+/-]/.test(text.charAt(at - 1)) ? at - 1 : at
    const end = at + core.length
    const tail = /^[\w+/=-]*/.exec(text.slice(end, end + 2))?.[0] ?? ''
    result += text.slice(from, start) + MARK
    from = end + tail.length
  }
  return result + text.slice(from)
}

function toBase64(text: string): string {
  return btoa(Array.from(new TextEncoder().encode(text), byte => String.fromCharCode(byte)).join(''))
}

/**
 * `text` with every known secret replaced by `•••`. Secrets of fewer than three characters are left:
 * replacing single letters would only garble the text and tell which letters they are.
 */
export function redact(text: string, secrets: Iterable<string>): string {
  const known = longEnough(secrets)
  const forms = new Set(known.flatMap(formsOf))
  let result = text
  for (const form of [...forms].sort((a, b) => b.length - a.length)) result = result.replaceAll(form, MARK)
  for (const core of known.flatMap(coresOf)) result = hideCore(result, core)
  return result
}

/** Characters that the longest form of any of these secrets takes: where a text was cut, so much of it may be a part of one. */
export function longestForm(secrets: Iterable<string>): number {
  return Math.max(
    0,
    ...longEnough(secrets)
      .flatMap(formsOf)
      .map(form => form.length),
  )
}

function longEnough(secrets: Iterable<string>): string[] {
  return [...new Set(secrets)].filter(secret => secret.length >= 3)
}

/** One plain line for people: no control characters, at most `limit` characters. */
export function plainLine(text: string, limit = 500): string {
  const line = text
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is removed
    .replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ')
    // They turn the order of letters round, so that a text says something else than it holds.
    .replace(/[\u202a-\u202e\u2066-\u2069]+/g, '')
    .trim()
  const letters = [...line]
  return letters.length <= limit ? line : `${letters.slice(0, limit - 1).join('')}…`
}
