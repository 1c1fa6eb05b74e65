import type { IncomingMessage } from 'node:http'
import { createGunzip } from 'node:zlib'
import { AppError } from '#shared/errors/app-error.ts'

/**
 * The bytes of a gzip body as they come. Whoever sends is heard to the end whatever happens to them, since a connection
 * cut early would reach him before the answer does.
 */
export async function* receiveArchive(message: IncomingMessage): AsyncGenerator<Uint8Array> {
  const gunzip = createGunzip()
  const cut = () => void gunzip.destroy(new AppError('bad_request', { detail: 'The upload was cut off.' }))
  message.once('error', cut).once('close', () => message.complete || cut())
  message.pipe(gunzip)
  try {
    for await (const chunk of gunzip) yield chunk as Uint8Array
  } catch (error) {
    throw isGzipFault(error) ? unreadable(error) : error
  } finally {
    message.unpipe(gunzip)
    gunzip.destroy()
    message.resume()
  }
}

function isGzipFault(error: unknown): boolean {
  return error instanceof Error && 'code' in error && String(error.code).startsWith('Z_')
}

function unreadable(cause: unknown): AppError {
  const detail = 'The body is not a tar archive compressed with gzip. Nothing was deployed.'
  return new AppError('bad_request', { detail, cause })
}
