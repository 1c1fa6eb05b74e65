import { gzipSync } from 'node:zlib'

/** What matters here of a chunk that the bundler made. */
export interface Chunk {
  fileName: string
  code: string
  isEntry: boolean
  moduleIds: string[]
  imports: string[]
  dynamicImports: string[]
}

/**
 * The chunks a browser has fetched when the code of all `modules` runs, which are reached one after the other: those
 * on the shortest way over imports of both kinds, from the entry to the first, from all fetched so far to the next;
 * and all that these import statically. Throws when no way leads to one.
 */
export function chunksNeededFor(chunks: readonly Chunk[], modules: readonly string[]): Chunk[] {
  const byName = new Map(chunks.map(chunk => [chunk.fileName, chunk]))
  const needed = new Set<Chunk>()
  const take = (chunk: Chunk | undefined) => {
    if (!chunk || needed.has(chunk)) return
    needed.add(chunk)
    for (const name of chunk.imports) take(byName.get(name))
  }
  for (const chunk of chunks) if (chunk.isEntry) take(chunk)
  for (const module of modules) for (const chunk of findWay([...needed], byName, module)) take(chunk)
  return [...needed]
}

function findWay(starts: readonly Chunk[], byName: Map<string, Chunk>, module: string): Chunk[] {
  const ways = starts.map(chunk => [chunk])
  const seen = new Set(starts)
  for (const way of ways) {
    const last = way.at(-1)
    if (!last) continue
    if (last.moduleIds.some(id => id.endsWith(module))) return way
    for (const name of [...last.imports, ...last.dynamicImports]) {
      const next = byName.get(name)
      if (!next || seen.has(next)) continue
      seen.add(next)
      ways.push([...way, next])
    }
  }
  throw new Error(`no import leads to ${module}`)
}

/** Kilobytes (1000 bytes) after gzip, each chunk by itself, as it travels. */
export function gzipKilobytes(chunks: readonly Pick<Chunk, 'code'>[]): number {
  return chunks.reduce((sum, chunk) => sum + gzipSync(chunk.code, { level: 9 }).length, 0) / 1000
}
