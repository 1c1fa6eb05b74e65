import { AppError } from '#shared/errors/app-error.ts'
import type { Wrapper } from './remote-key-source.ts'

/** How a program ended, and what it wrote to stdout. Null: it was ended because it took too long. */
export interface CommandEnd {
  code: number | null
  output: string
}

export type RunCommand = (word: 'wrap' | 'unwrap', input: string) => Promise<CommandEnd>

/** "This was not wrapped by my key", from a program that unwraps. */
const NOT_MINE = 2
const BASE64 = /^[A-Za-z0-9+/]+={0,2}$/

/**
 * A program that is called with `wrap` or `unwrap` and gets one line of base64 on stdin, for key services without a way
 * of their own here, and for PKCS#11. It answers with one line of base64 and ends with 0.
 */
export function commandWrapper(run: RunCommand, name: string): Wrapper {
  async function ask(word: 'wrap' | 'unwrap', bytes: Uint8Array): Promise<Uint8Array> {
    const { code, output } = await run(word, `${Buffer.from(bytes).toString('base64')}\n`)
    if (word === 'unwrap' && code === NOT_MINE) {
      throw new AppError('wrong_key', {
        detail: `The key command ${name} does not open this data. Use the key that this data was made with.`,
      })
    }
    if (code !== 0) {
      const how = code === null ? 'took too long' : `ended with ${code}`
      throw new AppError('temporarily_unavailable', { detail: `The key command ${name} ${how}.`, retryAfter: 5 })
    }
    const line = output.trim()
    if (BASE64.test(line)) return Buffer.from(line, 'base64')
    throw new AppError('config_invalid', { detail: `The key command ${name} did not print one line of base64.` })
  }
  return { wrap: bytes => ask('wrap', bytes), unwrap: bytes => ask('unwrap', bytes) }
}
