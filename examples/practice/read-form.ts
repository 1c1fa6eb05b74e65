import type { IncomingMessage } from 'node:http'

const MAX_BODY = 10_000

/** The body of a request as text. Throws `RangeError` when it is longer than any form here. */
export async function readBody(request: IncomingMessage): Promise<string> {
  let text = ''
  for await (const chunk of request.setEncoding('utf8')) {
    text += chunk
    if (text.length > MAX_BODY) throw new RangeError('This form is too long.')
  }
  return text
}

export async function readForm(request: IncomingMessage): Promise<URLSearchParams> {
  return new URLSearchParams(await readBody(request))
}
