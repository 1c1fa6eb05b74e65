import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { type Config, parseConfig } from '#config/config.ts'
import { DEPLOYMENT_KEYS } from '#config/deployment-keys.ts'
import { readHostRule } from '#egress/read-host-rule.ts'
import { nearestName } from '#oauth/nearest-name.ts'
import type { Settings, SettingsChange } from '#shared/contract/settings.ts'
import { AppError } from '#shared/errors/app-error.ts'
import { isObject, type Json, type JsonObject, jsonEqual, own } from '#shared/json.ts'
import { toPointer } from '#shared/json-pointer.ts'
import { parseJsonc } from '#shared/jsonc.ts'

/** Addresses and cookies are made of them when the server starts. */
const AT_START: ReadonlySet<string> = new Set(['publicUrl', 'allowedHosts'])

const NOTHING = '\nNothing was changed.'

type Place = Pick<Config, 'home' | 'deploymentFile'>

export interface NewSettings {
  text: string
  /** As the person who uploads knows it. */
  fileName: string
  dryRun: boolean
}

/** The deploymentConfig.json that counts, as it is written. */
export async function readSettings({ deploymentFile }: Place): Promise<Settings> {
  const text = await readFile(deploymentFile, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null
    throw error
  })
  return { text }
}

/**
 * Puts a deploymentConfig.json in the place of the one that counts: whole, by one rename, and only when a server could
 * start with it. Throws `config_invalid` with file, line and column of everything that is wrong.
 */
export async function saveSettings(place: Place, { text, fileName, dryRun }: NewSettings): Promise<SettingsChange> {
  const { deploymentFile: file, home } = place
  const next = readDocument(text, fileName)
  const now = parseJsonc((await readSettings(place)).text ?? '{}').value
  await mkdir(dirname(file), { recursive: true, mode: 0o700 })
  const draft = join(dirname(file), `.deploymentConfig-${process.pid}-${Date.now()}.json`)
  try {
    await writeFile(draft, text, { flag: 'wx', mode: 0o600 })
    judge({ draft, fileName, home })
    const changes = compare(isObject(now) ? now : {}, next)
    if (!dryRun && changes.length > 0) await rename(draft, file)
    return { changes, atNextStart: changes.map(({ key }) => key).filter(key => AT_START.has(key)) }
  } finally {
    await rm(draft, { force: true })
  }
}

function readDocument(text: string, fileName: string): JsonObject {
  const { value, problems, locate } = parseJsonc(text)
  const lines = problems.map(({ line, column, code, message }) => `${fileName}:${line}:${column} ${code}: ${message}.`)
  if (lines.length === 0 && !isObject(value)) lines.push(`${fileName}:1:1 root-not-object: it holds no object.`)
  if (isObject(value)) {
    for (const key of Object.keys(value).filter(one => one !== '$schema' && !DEPLOYMENT_KEYS.includes(one))) {
      const { line, column } = locate(toPointer([key]), 'key')
      const near = nearestName(key, DEPLOYMENT_KEYS)
      const hint = near ? `Did you mean "${near}"?` : `Known: ${DEPLOYMENT_KEYS.join(', ')}.`
      lines.push(`${fileName}:${line}:${column} unknown-key: there is no setting "${key}". ${hint}`)
    }
  }
  if (lines.length > 0) throw refused(lines)
  return isObject(value) ? value : {}
}

/** As the start of a server would judge it, but in the name of the file that was given. */
function judge({ draft, fileName, home }: { draft: string; fileName: string; home: string }): void {
  try {
    const { allowedHosts } = parseConfig({ options: { data: home, config: draft }, env: {} })
    const wrong = allowedHosts.map(readHostRule).filter(rule => typeof rule === 'string')
    if (wrong.length > 0) throw refused(wrong.map(line => `"allowedHosts": ${line}`))
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    throw refused(error.detail.replaceAll(draft, fileName).replace(NOTHING, '').split('\n'))
  }
}

function refused(lines: string[]): AppError {
  return new AppError('config_invalid', { detail: lines.join('\n') + NOTHING })
}

function compare(before: JsonObject, after: JsonObject): SettingsChange['changes'] {
  const keys = DEPLOYMENT_KEYS.filter(key => !jsonEqual(own(before, key), own(after, key)))
  return keys.map(key => ({ key, ...value('from', own(before, key)), ...value('to', own(after, key)) }))
}

function value(side: 'from' | 'to', json: Json | undefined): object {
  return json === undefined ? {} : { [side]: json }
}
