import type { Readable } from 'node:stream'

const OUTPUT_BYTES = 65_536

export interface Captured {
  text: string
  cut: boolean
}

/** Keeps the first 64 KiB of a stream and lets the rest flow away, so that the child never waits for us. */
export function captureOutput(stream: Readable): () => Captured {
  const chunks: Buffer[] = []
  let bytes = 0
  stream.on('data', (chunk: Buffer) => {
    if (bytes < OUTPUT_BYTES) chunks.push(chunk)
    bytes += chunk.length
  })
  stream.on('error', () => undefined)
  return () => ({
    text: Buffer.concat(chunks).subarray(0, OUTPUT_BYTES).toString('utf8'),
    cut: bytes > OUTPUT_BYTES,
  })
}
