const UNRESERVED = /[A-Za-z0-9._~-]/

const ENCODED: readonly string[] = Array.from({ length: 256 }, (_, byte) => {
  const letter = String.fromCharCode(byte)
  return UNRESERVED.test(letter) ? letter : `%${byte.toString(16).toUpperCase().padStart(2, '0')}`
})

/** RFC 5849 §3.6: UTF-8, everything but letters, digits and `-._~` as `%XX` in upper case. Bytes are taken as they are. */
export function percentEncode(text: string | Uint8Array): string {
  const bytes = typeof text === 'string' ? Buffer.from(text, 'utf8') : text
  let encoded = ''
  for (const byte of bytes) encoded += ENCODED[byte]
  return encoded
}
