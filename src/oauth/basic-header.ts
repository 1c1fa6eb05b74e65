/**
 * `Authorization: Basic` of a client. `encoded` form-encodes id and secret first (RFC 6749 §2.3.1);
 * `raw` joins them as they are, for servers that skip that step.
 */
export function basicHeader(user: string, password: string, form: 'encoded' | 'raw'): string {
  const part = form === 'encoded' ? formEncode : (text: string) => text
  return `Basic ${Buffer.from(`${part(user)}:${part(password)}`, 'utf8').toString('base64')}`
}

/** `application/x-www-form-urlencoded` of one value. */
export function formEncode(text: string): string {
  return new URLSearchParams([['', text]]).toString().slice(1)
}
