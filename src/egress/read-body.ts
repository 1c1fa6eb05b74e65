import type { Readable } from 'node:stream'
import { promisify } from 'node:util'
import { brotliDecompress, gunzip, inflate } from 'node:zlib'

/** The most an answer may hold, after decompression. */
export const MAX_BYTES = 1_048_576

const DECODERS: Record<string, (bytes: Uint8Array, options: { maxOutputLength: number }) => Promise<Buffer>> = {
  gzip: promisify(gunzip),
  'x-gzip': promisify(gunzip),
  deflate: promisify(inflate),
  br: promisify(brotliDecompress),
}

/** An answer that is larger than allowed, or packed in a way that cannot be undone. */
export class BodyRefused extends Error {
  override readonly cause: 'too-large' | 'bad-encoding'

  constructor(cause: 'too-large' | 'bad-encoding') {
    super(cause)
    this.cause = cause
  }
}

/** All bytes of an answer, unpacked. Throws `BodyRefused` above 1 MiB. */
export async function readBody(body: Readable, encoding: string | undefined, signal: AbortSignal): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of body) {
    size += chunk.length
    if (size > MAX_BYTES || signal.aborted) {
      body.destroy()
      throw new BodyRefused('too-large')
    }
    chunks.push(chunk)
  }
  let bytes: Uint8Array = Buffer.concat(chunks)
  for (const name of (encoding ?? '')
    .split(',')
    .map(part => part.trim().toLowerCase())
    .reverse()) {
    if (name === '' || name === 'identity') continue
    bytes = await unpack(bytes, name)
  }
  return bytes
}

async function unpack(bytes: Uint8Array, encoding: string): Promise<Uint8Array> {
  const decode = DECODERS[encoding]
  if (!decode) throw new BodyRefused('bad-encoding')
  try {
    return await decode(bytes, { maxOutputLength: MAX_BYTES })
  } catch (error) {
    const tooLarge = error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE'
    throw new BodyRefused(tooLarge ? 'too-large' : 'bad-encoding')
  }
}
