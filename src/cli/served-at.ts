import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Config, parseConfig } from '#config/config.ts'
import { isObject, own } from '#shared/json.ts'
import { parseJsonc } from '#shared/jsonc.ts'
import type { Terminal } from './terminal.ts'

const FILE = 'served-at.json'

interface ServedAt {
  publicUrl?: string
  connectorRoots: string[]
}

/**
 * Notes in the data folder where its server answers, since the port may be another than the one wished for, and where
 * its connectors lie. Commands that do not open the database read it.
 */
export function noteServedAt({ home, publicUrl, connectorRoots }: Config): { forget(): void } {
  const file = join(home, FILE)
  const note: ServedAt = { publicUrl, connectorRoots }
  writeFileSync(file, `${JSON.stringify(note)}\n`, { mode: 0o600 })
  return { forget: () => rmSync(file, { force: true }) }
}

/** The configuration of a command that works on the data folder: address and connectors of the server that runs on it. */
export function localConfig(terminal: Terminal): Config {
  const config = parseConfig({ options: { logLevel: 'off' }, env: terminal.env })
  const { publicUrl, connectorRoots } = readServedAt(config.home)
  return {
    ...config,
    publicUrl: config.publicUrlFixed || publicUrl === undefined ? config.publicUrl : publicUrl,
    connectorRoots: [...new Set([...config.connectorRoots, ...connectorRoots])],
  }
}

function readServedAt(home: string): ServedAt {
  let text: string
  try {
    text = readFileSync(join(home, FILE), 'utf8')
  } catch {
    return { connectorRoots: [] }
  }
  const note = parseJsonc(text).value
  const url = isObject(note) ? own(note, 'publicUrl') : undefined
  const roots = isObject(note) ? own(note, 'connectorRoots') : undefined
  return {
    ...(typeof url === 'string' && URL.canParse(url) ? { publicUrl: url } : {}),
    connectorRoots: Array.isArray(roots) ? roots.filter(root => typeof root === 'string') : [],
  }
}
