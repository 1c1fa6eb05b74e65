import { execFileSync } from 'node:child_process'
import { mkdirSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { AppError } from '#shared/errors/app-error.ts'
import { temporaryFolder, writeTree } from './fixtures/write-tree.ts'
import { hashFolder } from './hash-folder.ts'
import { listConnectorFiles, packConnector } from './pack-connector.ts'
import { UPLOAD_LIMITS, type UploadLimits, unpackConnector } from './unpack-connector.ts'

/** Longer than a header of the archive has room for. */
const LONG = `lib/${'a-long-name-'.repeat(12)}ü.js`

function setUp(files: Record<string, unknown> = {}) {
  const folder = temporaryFolder()
  const source = join(folder.path, 'source')
  const target = join(folder.path, 'target')
  mkdirSync(target)
  mkdirSync(source)
  writeTree(source, files)
  return { ...folder, source, target, [Symbol.dispose]: folder[Symbol.dispose] }
}

async function* inPieces(bytes: Uint8Array, size: number) {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

async function packed(source: string): Promise<Uint8Array> {
  return Buffer.concat(await Array.fromAsync(packConnector(source, await listConnectorFiles(source))))
}

interface Forged {
  path: string
  type?: string
  target?: string
  content?: string
  /** What the header says of the content. */
  size?: number
}

/** An archive that says what no honest one does. */
function forge(entries: Forged[]): Uint8Array {
  const blocks = entries.flatMap(({ path, type = '0', target = '', content = '', size = content.length }) => {
    const header = Buffer.alloc(512)
    header.write(path, 0, 100)
    header.write('0000644\0', 100)
    header.write(`${size.toString(8).padStart(11, '0')}\0`, 124)
    header.write('        ', 148)
    header.write(type, 156)
    header.write(target, 157, 100)
    const sum = header.reduce((total, byte) => total + byte, 0)
    header.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148)
    return [header, Buffer.from(content.padEnd(Math.ceil(content.length / 512) * 512, '\0'))]
  })
  return Buffer.concat([...blocks, Buffer.alloc(1024)])
}

async function refusal(archive: Uint8Array, limits: Partial<UploadLimits> = {}): Promise<AppError> {
  using place = setUp()
  const error = await unpackConnector(inPieces(archive, 512), place.target, { ...UPLOAD_LIMITS, ...limits }).then(
    () => null,
    (reason: unknown) => reason,
  )
  expect(readdirSync(join(place.path))).toEqual(['source', 'target'])
  if (!(error instanceof AppError)) throw new Error(`expected a refusal, not ${String(error)}`)
  return error
}

describe('a packed project', () => {
  it.each([1, 7, 512, 65_536])('comes out as it went in, in pieces of %d bytes', async size => {
    using place = setUp({ 'package.json': {}, 'a/b/c.txt': 'x'.repeat(513), 'empty.txt': '', [LONG]: 'long' })
    writeFileSync(join(place.source, 'run.sh'), '#!/bin/sh\n', { mode: 0o755 })
    symlinkSync('a/b/c.txt', join(place.source, 'link'))
    writeTree(place.source, { '.env': 'SECRET=1', '.git/config': 'x' })
    await unpackConnector(inPieces(await packed(place.source), size), place.target)
    expect((await hashFolder(place.target)).hash).toBe((await hashFolder(place.source)).hash)
    expect(statSync(join(place.target, 'run.sh')).mode & 0o100).not.toBe(0)
    expect(readdirSync(place.target)).not.toContain('.env')
  })

  it('is one that tar reads, and what tar makes is read here', async () => {
    using place = setUp({ 'package.json': {}, 'a/b.txt': 'words', [LONG]: 'long' })
    const archive = join(place.path, 'ours.tar')
    writeFileSync(archive, await packed(place.source))
    expect(execFileSync('tar', ['-tf', archive], { encoding: 'utf8' })).toContain('a/b.txt\n')
    for (const format of ['gnu', 'pax', 'ustar']) {
      const target = join(place.path, format)
      mkdirSync(target)
      const files = format === 'ustar' ? ['a', 'package.json'] : ['.']
      const theirs = execFileSync('tar', [`--format=${format}`, '-C', place.source, '-cf', '-', ...files])
      await unpackConnector(inPieces(theirs, 1000), target)
      expect(readFileSync(join(target, 'a/b.txt'), 'utf8')).toBe('words')
      if (format !== 'ustar') expect(readFileSync(join(target, LONG), 'utf8')).toBe('long')
    }
  })

  it('leaves out what a deployment leaves out, whoever packed it', async () => {
    using place = setUp()
    const archive = forge([{ path: '.env', content: 'SECRET=1' }, { path: 'a/.git/x', content: '1' }, { path: 'b' }])
    expect(await unpackConnector(inPieces(archive, 512), place.target)).toEqual({ files: 1, bytes: 0 })
    expect(readdirSync(place.target)).toEqual(['b'])
  })
})

describe('an archive that means harm', () => {
  it.each([
    ['a path upwards', [{ path: '../x', content: '1' }]],
    ['a path upwards within', [{ path: 'a/../../x', content: '1' }]],
    ['a whole path', [{ path: '/tmp/x', content: '1' }]],
    ['a path of Windows', [{ path: 'a\\..\\x', content: '1' }]],
    ['the same file twice', [{ path: 'a' }, { path: './a' }]],
    ['a file that is a folder, too', [{ path: 'a' }, { path: 'a/b' }]],
    ['a folder in the place of a file', [{ path: 'a' }, { path: 'a', type: '5' }]],
    [
      'a link through which to write',
      [
        { path: 'a', type: '2', target: '/tmp' },
        { path: 'a/x', content: '1' },
      ],
    ],
    ['a hard link', [{ path: 'a', type: '1', target: '/etc/passwd' }]],
    ['a device', [{ path: 'a', type: '3' }]],
    ['less than it says', [{ path: 'a', content: 'x', size: 100_000 }]],
    ['no end mark', []],
  ])('is refused: %s', async (_which, entries: Forged[]) => {
    const archive = forge(entries)
    const error = await refusal(entries.length === 0 ? archive.subarray(0, 0) : archive)
    expect(error.code).toBe('bad_request')
    expect(error.detail).toMatch(/^The archive cannot be used: .*\. Nothing was deployed\.$/)
  })

  it('is refused when it is no archive at all', async () => {
    expect((await refusal(Buffer.from('{"no":"archive"}'.repeat(64)))).detail).toContain('its header cannot be read')
  })

  it('is refused as soon as it is too large, in bytes, files, levels, or in what is left out', async () => {
    const big = forge([{ path: 'a', content: 'x'.repeat(2000) }])
    expect((await refusal(big, { bytes: 1000 })).code).toBe('too_large')
    const many = forge(Array.from({ length: 11 }, (_, i) => ({ path: `f${i}` })))
    expect((await refusal(many, { files: 10 })).code).toBe('too_large')
    const deep = forge([{ path: 'a/b/c/d', content: '' }])
    expect((await refusal(deep, { levels: 3 })).code).toBe('too_large')
    const hidden = forge([{ path: '.env', content: 'x'.repeat(100_000) }])
    expect((await refusal(hidden, { bytes: 1000, files: 1 })).code).toBe('too_large')
  })
})
