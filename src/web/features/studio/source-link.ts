/**
 * A text as part of an address, behind the `#`: browsers never send that part to a server. Packed, because a
 * connection.json is many times longer than what is comfortable to pass on.
 */
export async function packSource(source: string): Promise<string> {
  const packed = await pump(new Blob([source]).stream().pipeThrough(new CompressionStream('deflate-raw')))
  return `s=${base64Url(packed)}`
}

/** The text of an address; undefined when it carries none, or one that was cut. */
export async function unpackSource(hash: string, mostBytes: number): Promise<string | undefined> {
  const packed = /^#?s=([\w-]+)$/.exec(hash)?.[1]
  if (packed === undefined) return undefined
  try {
    const bytes = fromBase64Url(packed)
    const text = await pump(new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw')), mostBytes)
    return new TextDecoder('utf-8', { fatal: true }).decode(text)
  } catch {
    // Cut on its way, or not ours: there is nothing to show.
    return undefined
  }
}

/** Throws for more than `most` bytes: a small address may unpack to anything. */
async function pump(
  stream: ReadableStream<Uint8Array>,
  most = Number.POSITIVE_INFINITY,
): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = []
  let size = 0
  const reader = stream.getReader()
  for (let step = await reader.read(); !step.done; step = await reader.read()) {
    size += step.value.length
    if (size > most) throw new RangeError('the text is too long')
    parts.push(step.value)
  }
  const whole = new Uint8Array(size)
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.length
  }
  return whole
}

function base64Url(bytes: Uint8Array): string {
  let text = ''
  for (const byte of bytes) text += String.fromCharCode(byte)
  return btoa(text).replaceAll('+', '-').replaceAll('/', '_').replace(/=+$/, '')
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), char => char.charCodeAt(0))
}
