import { AppError } from '#shared/errors/app-error.ts'

/** One file, folder or link of an archive. `body` is read to its end before the next entry is asked for. */
export interface TarEntry {
  /** As it is written: nothing of it is trusted. */
  path: string
  kind: 'file' | 'folder' | 'link'
  size: number
  /** May be run. */
  executable: boolean
  /** Where a symbolic link leads. */
  target: string
  body: AsyncIterable<Uint8Array>
}

const BLOCK = 512
/** Long names come in a record of their own. */
const MOST_NAME_BYTES = 16_384

/**
 * The entries of a tar archive (POSIX.1-2001 ustar and pax, and GNU's long names) as they come. Throws `bad_request`
 * for what is no such archive, ends too early, or holds another kind of entry.
 */
export async function* readTar(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<TarEntry> {
  const source = makeSource(chunks)
  let named: { path?: string; target?: string } = {}
  for (;;) {
    const header = await source.take(BLOCK)
    if (header === null) throw broken('it ends without its end mark')
    if (header.every(byte => byte === 0)) return source.drain()
    const entry = parseHeader(header)
    const padded = Math.ceil(entry.size / BLOCK) * BLOCK
    if ('xgLK'.includes(entry.type)) {
      if (entry.size > MOST_NAME_BYTES) throw broken('a name in it is too long')
      const text = decode((await source.take(padded))?.subarray(0, entry.size))
      if (entry.type === 'x') named = { ...named, ...readPax(text) }
      if (entry.type === 'L') named = { ...named, path: text.replace(/\0.*$/s, '') }
      if (entry.type === 'K') named = { ...named, target: text.replace(/\0.*$/s, '') }
      continue
    }
    const kind = KINDS[entry.type]
    const path = named.path ?? entry.path
    if (kind === undefined) throw broken(`${path} is neither a file, a folder nor a symbolic link`)
    const body = source.body(kind === 'file' ? entry.size : 0, kind === 'file' ? padded : 0)
    const executable = (entry.mode & 0o100) !== 0
    yield { path, kind, size: entry.size, executable, target: named.target ?? entry.target, body }
    for await (const _ of body);
    named = {}
  }
}

const KINDS: Partial<Record<string, TarEntry['kind']>> = { '0': 'file', '\0': 'file', '5': 'folder', '2': 'link' }

interface Source {
  /** Exactly this many bytes; null at the very end. Throws when it ends within. */
  take(size: number): Promise<Uint8Array | null>
  body(size: number, padded: number): AsyncGenerator<Uint8Array>
  /** Reads what follows the end mark, so that the sender is heard to its end. */
  drain(): Promise<void>
}

function makeSource(chunks: AsyncIterable<Uint8Array>): Source {
  const iterator = chunks[Symbol.asyncIterator]()
  let rest: Uint8Array = new Uint8Array()
  const more = async (): Promise<boolean> => {
    while (rest.length === 0) {
      const { done, value } = await iterator.next()
      if (done) return false
      rest = value
    }
    return true
  }
  const part = (most: number): Uint8Array => {
    const taken = rest.subarray(0, most)
    rest = rest.subarray(taken.length)
    return taken
  }
  return {
    async take(size) {
      const whole = new Uint8Array(size)
      for (let at = 0; at < size; ) {
        if (!(await more())) {
          if (at === 0) return null
          throw broken('it ends too early')
        }
        const taken = part(size - at)
        whole.set(taken, at)
        at += taken.length
      }
      return whole
    },
    async *body(size, padded) {
      for (let at = 0; at < padded; ) {
        if (!(await more())) throw broken('it ends too early')
        const taken = part(padded - at)
        const wanted = taken.subarray(0, Math.max(0, size - at))
        at += taken.length
        if (wanted.length > 0) yield wanted
      }
    },
    async drain() {
      while (await more()) rest = new Uint8Array()
    },
  }
}

interface Header {
  path: string
  mode: number
  size: number
  type: string
  target: string
}

function parseHeader(block: Uint8Array): Header {
  const text = (from: number, size: number) => decode(block.subarray(from, from + size)).replace(/\0.*$/s, '')
  const octal = (from: number, size: number) => {
    const digits = text(from, size).trim()
    if (!/^[0-7]*$/.test(digits)) throw broken('its header cannot be read')
    return Number.parseInt(digits || '0', 8)
  }
  const sum = block.reduce((total, byte, at) => total + (at >= 148 && at < 156 ? 32 : byte), 0)
  if (sum !== octal(148, 8)) throw broken('its header cannot be read')
  const prefix = text(257, 5) === 'ustar' && block[262] === 0 ? text(345, 155) : ''
  const name = text(0, 100)
  return {
    path: prefix === '' ? name : `${prefix}/${name}`,
    mode: octal(100, 8),
    size: octal(124, 12),
    type: String.fromCharCode(block[156] ?? 0),
    target: text(157, 100),
  }
}

/** `27 path=auth/connection/…\n`: the length counts the whole record, in bytes. */
function readPax(text: string): { path?: string; target?: string } {
  const found: { path?: string; target?: string } = {}
  let bytes = new TextEncoder().encode(text)
  while (bytes.length > 0) {
    const [, digits = '', key = '', value = ''] = /^(\d{1,6}) ([^=]+)=(.*)$/s.exec(decode(bytes)) ?? []
    const size = Number(digits)
    if (size <= digits.length || size > bytes.length) throw broken('a name in it cannot be read')
    const record = decode(bytes.subarray(digits.length + key.length + 2, size - 1))
    if (key === 'path') found.path = record
    if (key === 'linkpath') found.target = record
    // A size that the header cannot hold is beyond what is taken anyway.
    if (key === 'size') throw broken(`a file in it is too large (${value.split('\n')[0]} bytes)`)
    bytes = bytes.subarray(size)
  }
  return found
}

function decode(bytes: Uint8Array | null | undefined): string {
  return new TextDecoder().decode(bytes ?? new Uint8Array())
}

function broken(what: string): AppError {
  return new AppError('bad_request', { detail: `The archive cannot be used: ${what}. Nothing was deployed.` })
}
