interface SecretForm {
  form: string
  bytes: Buffer
}

/** The ways a secret may stand in a text or a file, each with its name. */
export function secretForms(secret: string | Uint8Array): SecretForm[] {
  const raw = Buffer.from(secret as string)
  return [...bytesForms(raw), ...(typeof secret === 'string' ? textForms(secret) : [])]
}

function textForms(secret: string): SecretForm[] {
  const json = JSON.stringify(secret).slice(1, -1)
  const url = encodeURIComponent(secret)
  const texts: [string, string][] = [
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
  ]
  // Letters and digits look the same in all text encodings, so this also finds what was cut or encoded twice.
  const runs = secret.match(/[A-Za-z0-9]{16,}/g) ?? []
  for (const run of runs) texts.push(['a part', run])
  const forms = texts.map(([form, text]) => ({ form, bytes: Buffer.from(text) }))
  return [...forms, { form: 'utf-16', bytes: Buffer.from(secret, 'utf16le') }]
}

function bytesForms(raw: Buffer): SecretForm[] {
  const hex = raw.toString('hex')
  const texts: [string, string][] = [
    ['hex', hex],
    ['hex, capitals', hex.toUpperCase()],
  ]
  for (const offset of [0, 1, 2]) {
    const base64 = base64Within(raw, offset)
    texts.push([`base64 at ${offset}`, base64])
    texts.push([`base64url at ${offset}`, base64.replaceAll('+', '-').replaceAll('/', '_')])
  }
  return [{ form: 'raw', bytes: raw }, ...texts.map(([form, text]) => ({ form, bytes: Buffer.from(text) }))]
}

/** What is sure to stand in the base64 of a longer text that holds `raw` at a byte offset of `offset` modulo 3. */
function base64Within(raw: Buffer, offset: number): string {
  const text = Buffer.concat([Buffer.alloc(offset), raw]).toString('base64')
  return text.slice(Math.ceil((offset * 8) / 6), Math.floor(((offset + raw.length) * 8) / 6))
}
