import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Config, parseConfig } from '#config'
import { isObject, own } from '#shared/json.ts'
import { parseJsonc } from '#shared/jsonc.ts'
import type { Terminal } from './terminal.ts'

const FILE = 'served-at.json'

/** Notes in the data folder where its server answers, since the port may be another than the one wished for. */
export function noteServedAt(config: Config): { forget(): void } {
  const file = join(config.home, FILE)
  writeFileSync(file, `${JSON.stringify({ publicUrl: config.publicUrl })}\n`, { mode: 0o600 })
  return { forget: () => rmSync(file, { force: true }) }
}

/** The configuration of a command that works on the data folder: return URIs are those of the server that runs on it. */
export function localConfig(terminal: Terminal): Config {
  const config = parseConfig({ options: { logLevel: 'off' }, env: terminal.env })
  const publicUrl = config.publicUrlFixed ? undefined : readServedAt(config.home)
  return publicUrl === undefined ? config : { ...config, publicUrl }
}

function readServedAt(home: string): string | undefined {
  try {
    const note = parseJsonc(readFileSync(join(home, FILE), 'utf8')).value
    const url = isObject(note) ? own(note, 'publicUrl') : undefined
    return typeof url === 'string' && URL.canParse(url) ? url : undefined
  } catch {
    return undefined
  }
}
