/** The ways a secret may stand in a text or a file, each with its name. */
export function secretForms(secret: string): { form: string; bytes: Buffer }[] {
  const raw = Buffer.from(secret)
  const hex = raw.toString('hex')
  const json = JSON.stringify(secret).slice(1, -1)
  const url = encodeURIComponent(secret)
  const texts: [string, string][] = [
    ['raw', secret],
    ['url', url],
    ['url, small letters', url.replace(/%[0-9A-F]{2}/g, code => code.toLowerCase())],
    ['form', new URLSearchParams({ x: secret }).toString().slice(2)],
    ['json', json],
    ['json in json', JSON.stringify(json).slice(1, -1)],
    [
      'json, escaped',
      secret.replace(/[^\x20-\x7e]/g, letter => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`),
    ],
    ['html', secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')],
    ['hex', hex],
    ['hex, capitals', hex.toUpperCase()],
  ]
  for (const offset of [0, 1, 2]) {
    const base64 = base64Within(raw, offset)
    texts.push([`base64 at ${offset}`, base64])
    texts.push([`base64url at ${offset}`, base64.replaceAll('+', '-').replaceAll('/', '_')])
  }
  const forms = texts.map(([form, text]) => ({ form, bytes: Buffer.from(text) }))
  return [...forms, { form: 'utf-16', bytes: Buffer.from(secret, 'utf16le') }]
}

/** What is sure to stand in the base64 of a longer text that holds `raw` at a byte offset of `offset` modulo 3. */
function base64Within(raw: Buffer, offset: number): string {
  const text = Buffer.concat([Buffer.alloc(offset), raw]).toString('base64')
  return text.slice(Math.ceil((offset * 8) / 6), Math.floor(((offset + raw.length) * 8) / 6))
}
