import { readFile } from 'node:fs/promises'
import { isObject, type Json } from '#shared/json.ts'
import { describeFault, type Log } from './log.ts'
import { writeWhole } from './write-whole.ts'

/** Which functions code exports that could be loaded. */
export interface KnownExports {
  connect: boolean
  validate: boolean
}

/** What was learnt of code, by its hash, kept between two runs of the program: each question costs a process. */
export interface ExportCache {
  /** Empty where nothing is kept, or another version of Node asked. */
  read(): Promise<Map<string, KnownExports>>
  write(known: ReadonlyMap<string, KnownExports>): Promise<void>
}

export function openExportCache(file: string, log: Log): ExportCache {
  let writing = Promise.resolve()
  return {
    async read() {
      const text = await readFile(file, 'utf8').catch(() => '')
      return new Map(Object.entries(entriesOf(text)).filter(isKnown))
    },
    write(known) {
      const text = JSON.stringify({ node: process.version, types: Object.fromEntries(known) })
      writing = writing
        .then(() => writeWhole(file, text))
        .catch(error => log.warn('exports-not-kept', { fault: describeFault(error) }))
      return writing
    },
  }
}

function entriesOf(text: string): Record<string, Json> {
  try {
    const kept: Json = JSON.parse(text)
    return isObject(kept) && kept['node'] === process.version && isObject(kept['types']) ? kept['types'] : {}
  } catch {
    return {}
  }
}

function isKnown(entry: [string, Json]): entry is [string, Json & KnownExports] {
  const [, value] = entry
  return isObject(value) && typeof value['connect'] === 'boolean' && typeof value['validate'] === 'boolean'
}
