import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, dirname, join, resolve } from 'node:path'
import { AppError } from '#shared/errors/app-error.ts'
import { isObject, type JsonObject, own } from '#shared/json.ts'
import { type JsoncDocument, parseJsonc } from '#shared/jsonc.ts'
import { LOG_LEVELS, type LogLevel } from '#shared/log-levels.ts'
import { maskedExcerpt } from '#shared/masked-excerpt.ts'
import { readTeam, type Team } from './read-team.ts'

export const ENVIRONMENTS = ['local', 'development', 'staging', 'pre_prod', 'production'] as const
export type Environment = (typeof ENVIRONMENTS)[number]

const RUNNER_LEVELS = ['process', 'bubblewrap'] as const

/** A key that never comes here: one of Vault's Transit, or one that a program wraps and unwraps with. */
export type KeyPlace =
  | { transit: string; tokenFile: string; caFile?: string }
  /** The program and its arguments. */
  | { command: readonly string[] }

/** Everything the program was told from outside, read once at start. */
export interface Config {
  /** The data folder (FLOW_HOME), absolute. */
  home: string
  /** `postgresql://…`; without it the data is one file in the data folder. Holds a password, so it is never shown. */
  databaseUrl?: string
  /** The key file, kept apart from the data. */
  keyFile: string
  /** What wraps the data keys in the place of a key file. */
  keyPlace?: KeyPlace
  host: string
  port: number
  /** Folders whose sub-folders are connectors; the first is where `flow-deploy` puts them. */
  connectorRoots: string[]
  /** The connector project whose author is at work; only a preview has one. */
  projectRoot?: string
  environment: Environment
  /** The one address people use, without a slash at the end; never taken from a request. */
  publicUrl: string
  /** False: `publicUrl` follows the port actually taken. */
  publicUrlFixed: boolean
  /** True for the process that answers requests on `port`. */
  serving: boolean
  oauthReturn: 'per-provider' | 'shared'
  sharedReturnFor: string[]
  /** Full override of the shared return URL, from `OAUTH_ENDPOINT_OAUTH_RETURN`. */
  sharedReturnUrl?: string
  /** Who people are and who says so; absent in `single` mode. */
  team?: Team
  sessionUsers: boolean
  validateTimeoutMs: number
  params: Record<string, string>
  /** Lines of hosts and ports that may be reached although the policy asks first, as written. */
  allowedHosts: string[]
  /** The deploymentConfig.json that counts, or the place for one. */
  deploymentFile: string
  /** Origins of pages that may open a window of ours (security.md §6.5). */
  embedOrigins: string[]
  /** Those of them that may show it in a frame. */
  embedFrames: string[]
  /** The built page. */
  webRoot: string
  logLevel: LogLevel
  /** Refuse to start with lower walls around connector code (security.md §3.1). */
  runnerLeast: RunnerLeast
  /** Version of this program. */
  version: string
}

/** Options of the command line, as they were typed. */
type RunnerLeast = (typeof RUNNER_LEVELS)[number]

export interface ConfigOptions {
  data?: string | undefined
  config?: string | undefined
  port?: string | number | undefined
  host?: string | undefined
  logLevel?: string | undefined
  /** More folders of connectors, beside the data folder's own. */
  connectors?: string | readonly string[] | undefined
  /** The connector project that is previewed. */
  project?: string | undefined
}

interface ConfigInput {
  options: ConfigOptions
  env: Record<string, string | undefined>
}

/** Keys of deploymentConfig.json (flow-format.md §8). */
export const DEPLOYMENT_KEYS: readonly string[] = [
  'environment',
  'publicUrl',
  'oauthReturn',
  'sharedReturnFor',
  'OAUTH_ENDPOINT_OAUTH_RETURN',
  'sessionUsers',
  'validateTimeout',
  'params',
  'allowedHosts',
]

export const DEFAULT_PORT = 4600
const DEFAULT_TIMEOUT_MS = 30_000
const MAX_TIMEOUT_MS = 120_000
const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost'])

/** Where the data and its deploymentConfig.json are, without a look into either. `named`: somebody said where the file is. */
export function dataPlace({ options, env }: ConfigInput): Pick<Config, 'home' | 'deploymentFile'> & { named: boolean } {
  const home = resolve(options.data ?? env['FLOW_HOME'] ?? join(homedir(), '.flow-connections'))
  const file = options.config ?? env['FLOW_DEPLOYMENT_CONFIG']
  return { home, deploymentFile: file ? resolve(file) : join(home, 'deploymentConfig.json'), named: Boolean(file) }
}

/**
 * The configuration from flags, environment and `deploymentConfig.json` (flow-format.md §8), in that order.
 * Throws `config_invalid` whose detail lists everything that is wrong, not only the first.
 */
export function parseConfig({ options, env }: ConfigInput): Config {
  const problems: string[] = []
  const { home, deploymentFile, named } = dataPlace({ options, env })
  const { deployment, place } = readDeployment(
    named || existsSync(deploymentFile) ? deploymentFile : undefined,
    problems,
  )
  const port = readPort(options.port ?? env['FLOW_PORT'], problems)
  const host = options.host ?? env['FLOW_HOST'] ?? '127.0.0.1'
  const packageRoot = findPackageRoot()
  const placed = readPlaced(problems, place, told => readDeploymentKeys(deployment, port, told))
  const team = readTeam({ env, publicUrl: placed.publicUrlFixed ? placed.publicUrl : undefined, problems })
  if (!LOOPBACK.has(host) && team === undefined) {
    problems.push(`The host "${host}" is not loopback. Use 127.0.0.1 and put a proxy in front of it, or set FLOW_MODE.`)
  }
  const config: Config = {
    home,
    ...(env['FLOW_DATABASE_URL'] ? { databaseUrl: env['FLOW_DATABASE_URL'] } : {}),
    keyFile: resolve(env['FLOW_KEY_FILE'] ?? defaultKeyFile(home, env)),
    ...readKeyPlace(env, problems),
    host,
    port,
    connectorRoots: readRoots(home, options, env),
    ...(options.project === undefined ? {} : { projectRoot: resolve(options.project) }),
    ...placed,
    ...(team ? { team } : {}),
    allowedHosts: [
      ...readPlaced(problems, place, told => readTextList(own(deployment, 'allowedHosts'), 'allowedHosts', told)),
      ...(env['FLOW_ALLOWED_HOSTS'] ?? '').split(',').filter(line => line.trim() !== ''),
    ],
    deploymentFile,
    ...readEmbedding(deployment, problems),
    serving: false,
    webRoot: resolve(env['FLOW_WEB_ROOT'] ?? join(packageRoot, 'dist', 'web')),
    runnerLeast: oneOf(RUNNER_LEVELS, env['FLOW_RUNNER_MIN_LEVEL'] ?? 'process', 'runner level', problems),
    logLevel: oneOf(LOG_LEVELS, options.logLevel ?? env['FLOW_LOG_LEVEL'] ?? 'info', 'log level', problems),
    version: readVersion(packageRoot),
  }
  if (problems.length > 0) throw new AppError('config_invalid', { detail: problems.join('\n') })
  return config
}

/** The configuration of a server that took this port. */
export function withPort(config: Config, port: number): Config {
  return { ...config, port, serving: true, publicUrl: config.publicUrlFixed ? config.publicUrl : localUrl(port) }
}

const TRANSIT = /^(?:https:\/\/|http:\/\/(?:localhost|127\.0\.0\.1|\[::1\])[:/]).+\/v1\/.+\/keys\/[^/?#]+$/

function readKeyPlace(env: ConfigInput['env'], problems: string[]): { keyPlace?: KeyPlace } {
  const { FLOW_KEY_COMMAND: command, FLOW_KEY_TRANSIT: transit } = env
  if (command && transit) problems.push('FLOW_KEY_COMMAND and FLOW_KEY_TRANSIT are both set. Keep one of them.')
  if (command) return { keyPlace: { command: command.trim().split(/\s+/) } }
  if (!transit) return {}
  if (!TRANSIT.test(transit) || !URL.canParse(transit)) {
    problems.push(
      'FLOW_KEY_TRANSIT is no address of a key such as https://vault.example.com:8200/v1/transit/keys/flow.',
    )
  }
  const { FLOW_KEY_TRANSIT_TOKEN_FILE: tokenFile, FLOW_KEY_TRANSIT_CA_FILE: caFile } = env
  if (!tokenFile)
    problems.push('FLOW_KEY_TRANSIT_TOKEN_FILE is missing: the file that holds the token for FLOW_KEY_TRANSIT.')
  const ca = caFile ? { caFile: resolve(caFile) } : {}
  return { keyPlace: { transit, tokenFile: resolve(tokenFile ?? ''), ...ca } }
}

function readRoots(home: string, options: ConfigOptions, env: ConfigInput['env']): string[] {
  const named = [...[options.connectors ?? []].flat(), ...(env['FLOW_CONNECTORS'] ?? '').split(delimiter)]
  const given = named.filter(path => path !== '').map(path => resolve(path))
  return [...new Set([join(home, 'connectors'), ...given])]
}

function localUrl(port: number): string {
  return `http://localhost:${port}`
}

/** Puts before each problem of the file where it stands: `deploymentConfig.json:3:5`. */
function readPlaced<T>(problems: string[], place: Placed['place'], read: (told: string[]) => T): T {
  const told: string[] = []
  const result = read(told)
  problems.push(...told.map(problem => place(/^(?:The )?"?(\w+)/.exec(problem)?.[1] ?? '') + problem))
  return result
}

interface Placed {
  deployment: JsonObject
  /** File, line and column of a key, and a space; empty for a key that does not stand there. */
  place(key: string): string
}

const NOWHERE: Placed = { deployment: {}, place: () => '' }

function readDeployment(file: string | undefined, problems: string[]): Placed {
  if (!file) return NOWHERE
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    problems.push(`The file ${file} cannot be read.`)
    return NOWHERE
  }
  const document = parseJsonc(text)
  for (const { line, column, code, message } of document.problems) {
    problems.push(`${file}:${line}:${column} ${code}: ${message}.\n${maskedExcerpt(text, line, column)}`)
  }
  const { value: deployment } = document
  if (isObject(deployment)) return { deployment, place: key => placeOf(file, document, key) }
  if (document.problems.length === 0) problems.push(`${file} does not hold a JSON object.`)
  return NOWHERE
}

function placeOf(file: string, { value, locate }: JsoncDocument, key: string): string {
  if (!isObject(value) || own(value, key) === undefined) return ''
  const { line, column } = locate(`/${key}`)
  return `${file}:${line}:${column} `
}

type DeploymentKeys = Pick<
  Config,
  | 'environment'
  | 'publicUrl'
  | 'publicUrlFixed'
  | 'oauthReturn'
  | 'sharedReturnFor'
  | 'sharedReturnUrl'
  | 'sessionUsers'
  | 'validateTimeoutMs'
  | 'params'
>

function readDeploymentKeys(deployment: JsonObject, port: number, problems: string[]): DeploymentKeys {
  const environment = oneOf(ENVIRONMENTS, own(deployment, 'environment') ?? 'local', 'environment', problems)
  const publicUrl = readPublicUrl(own(deployment, 'publicUrl'), problems)
  if (publicUrl === undefined && environment !== 'local') {
    problems.push(`"publicUrl" is missing. It is needed in the environment "${environment}".`)
  }
  const sharedReturnUrl = own(deployment, 'OAUTH_ENDPOINT_OAUTH_RETURN')
  if (sharedReturnUrl !== undefined && !(typeof sharedReturnUrl === 'string' && URL.canParse(sharedReturnUrl))) {
    problems.push('"OAUTH_ENDPOINT_OAUTH_RETURN" is not a full address.')
  }
  const sessionUsers = own(deployment, 'sessionUsers') ?? false
  if (typeof sessionUsers !== 'boolean') problems.push('"sessionUsers" is neither true nor false.')
  return {
    environment,
    publicUrl: publicUrl ?? localUrl(port),
    publicUrlFixed: publicUrl !== undefined,
    oauthReturn: oneOf(
      ['per-provider', 'shared'] as const,
      own(deployment, 'oauthReturn') ?? 'per-provider',
      'oauthReturn',
      problems,
    ),
    sharedReturnFor: readTextList(own(deployment, 'sharedReturnFor'), 'sharedReturnFor', problems),
    ...(typeof sharedReturnUrl === 'string' ? { sharedReturnUrl } : {}),
    sessionUsers: sessionUsers === true,
    validateTimeoutMs: readTimeout(own(deployment, 'validateTimeout'), problems),
    params: readTexts(own(deployment, 'params'), problems),
  }
}

function readPublicUrl(value: unknown, problems: string[]): string | undefined {
  if (value === undefined) return undefined
  if (typeof value === 'string' && URL.canParse(value)) {
    const url = new URL(value)
    const plain = url.pathname === '/' && !url.search && !url.hash && !url.username && !url.password
    if ((url.protocol === 'https:' || url.protocol === 'http:') && plain) return url.origin
  }
  problems.push('"publicUrl" is not an address such as https://flow.example.com.')
  return undefined
}

function readPort(value: string | number | undefined, problems: string[]): number {
  const port = value === undefined || value === '' ? DEFAULT_PORT : Number(value)
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port
  problems.push(`The port "${value}" is not a number from 0 to 65535.`)
  return DEFAULT_PORT
}

function readTimeout(value: unknown, problems: string[]): number {
  if (value === undefined) return DEFAULT_TIMEOUT_MS
  if (typeof value === 'number' && Number.isInteger(value) && value >= 100 && value <= MAX_TIMEOUT_MS) return value
  problems.push(`"validateTimeout" is not a number from 100 to ${MAX_TIMEOUT_MS}.`)
  return DEFAULT_TIMEOUT_MS
}

function readTextList(value: unknown, name: string, problems: string[]): string[] {
  if (value === undefined) return []
  if (Array.isArray(value) && value.every(item => typeof item === 'string')) return value
  problems.push(`"${name}" is not a list of texts.`)
  return []
}

function readEmbedding(deployment: JsonObject, problems: string[]): Pick<Config, 'embedOrigins' | 'embedFrames'> {
  const origins = (name: string) => {
    const list = readTextList(own(deployment, name), name, problems)
    for (const text of list) {
      if (URL.canParse(text) && /^https?:/.test(text) && new URL(text).origin === text) continue
      problems.push(`"${name}" holds "${text}", which is not an origin such as https://editor.example.com.`)
    }
    return list
  }
  const embedOrigins = origins('embedOrigins')
  const embedFrames = origins('embedFrames')
  for (const text of embedFrames) {
    if (!embedOrigins.includes(text)) problems.push(`"embedFrames" holds "${text}", which is not in "embedOrigins".`)
  }
  return { embedOrigins, embedFrames }
}

function readTexts(value: unknown, problems: string[]): Record<string, string> {
  if (value === undefined) return {}
  if (isObject(value) && Object.values(value).every(item => typeof item === 'string')) {
    return value as Record<string, string>
  }
  problems.push('"params" is not an object whose values are texts.')
  return {}
}

function oneOf<T extends string>(allowed: readonly [T, ...T[]], value: unknown, name: string, problems: string[]): T {
  const found = allowed.find(item => item === value)
  if (found === undefined) problems.push(`The ${name} "${String(value)}" is none of: ${allowed.join(', ')}.`)
  return found ?? allowed[0]
}

/** One key file per data folder, outside of it: a backup of the data must not carry its key. */
function defaultKeyFile(home: string, env: ConfigInput['env']): string {
  const base = env['XDG_CONFIG_HOME'] || join(homedir(), '.config')
  const instance = createHash('sha256').update(home).digest('hex').slice(0, 16)
  return join(base, 'flow-connections', `${instance}.key`)
}

/** The folder of our package.json: two levels up in the clone, elsewhere in the packed build. */
function findPackageRoot(): string {
  let folder = import.meta.dirname
  while (!existsSync(join(folder, 'package.json')) && dirname(folder) !== folder) folder = dirname(folder)
  return folder
}

function readVersion(packageRoot: string): string {
  const manifest = parseJsonc(readFileSync(join(packageRoot, 'package.json'), 'utf8')).value
  const version = isObject(manifest) ? own(manifest, 'version') : undefined
  return typeof version === 'string' ? version : '0.0.0'
}
