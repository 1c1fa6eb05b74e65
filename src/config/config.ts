import { existsSync } from 'node:fs'
import { homedir } from 'node:os'
import { delimiter, join, resolve } from 'node:path'
import { AppError } from '#shared/errors/app-error.ts'
import { own } from '#shared/json.ts'
import { LOG_LEVELS, type LogLevel } from '#shared/log-levels.ts'
import { readDeployment, readPlaced } from './deployment-file.ts'
import { type DeploymentKeys, localUrl, readDeploymentKeys } from './deployment-keys.ts'
import { type Embedding, readEmbedding } from './embedding.ts'
import { defaultKeyFile, type KeyPlace, readKeyPlace } from './key-place.ts'
import { findPackageRoot, readVersion } from './package-root.ts'
import { readTeam, type Team } from './read-team.ts'
import { oneOf, readTextList } from './told-values.ts'

const RUNNER_LEVELS = ['process', 'bubblewrap'] as const

/** Everything the program was told from outside, read once at start. */
export interface Config extends DeploymentKeys, Embedding {
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
  /** True for the process that answers requests on `port`. */
  serving: boolean
  /** Who people are and who says so; absent in `single` mode. */
  team?: Team
  /** Lines of hosts and ports that may be reached although the policy asks first, as written. */
  allowedHosts: string[]
  /** The deploymentConfig.json that counts, or the place for one. */
  deploymentFile: string
  /** The built page. */
  webRoot: string
  logLevel: LogLevel
  /** Days that rows of the record of who did what are kept; 0: for ever. */
  auditDays: number
  /** Hours between two tests of a connection that is in use; 0: none is tested by itself. */
  retestHours: number
  /** Refuse to start with lower walls around connector code (security.md §3.1). */
  runnerLeast: RunnerLeast
  /** Version of this program. */
  version: string
}

type RunnerLeast = (typeof RUNNER_LEVELS)[number]

/** Options of the command line, as they were typed. */
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

export const DEFAULT_PORT = 4600

/** A year, and the month in which somebody looks back at it. */
const DEFAULT_AUDIT_DAYS = 400

/** As often as logins are checked. */
const DEFAULT_RETEST_HOURS = 24

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
    auditDays: readAuditDays(env['FLOW_AUDIT_DAYS'], problems),
    retestHours: readRetestHours(env['FLOW_RETEST_HOURS'], problems),
    version: readVersion(packageRoot),
  }
  if (problems.length > 0) throw new AppError('config_invalid', { detail: problems.join('\n') })
  return config
}

/** The configuration of a server that took this port. */
export function withPort(config: Config, port: number): Config {
  return { ...config, port, serving: true, publicUrl: config.publicUrlFixed ? config.publicUrl : localUrl(port) }
}

function readRoots(home: string, options: ConfigOptions, env: ConfigInput['env']): string[] {
  const named = [...[options.connectors ?? []].flat(), ...(env['FLOW_CONNECTORS'] ?? '').split(delimiter)]
  const given = named.filter(path => path !== '').map(path => resolve(path))
  return [...new Set([join(home, 'connectors'), ...given])]
}

function readPort(value: string | number | undefined, problems: string[]): number {
  const port = value === undefined || value === '' ? DEFAULT_PORT : Number(value)
  if (Number.isInteger(port) && port >= 0 && port <= 65_535) return port
  problems.push(`The port "${value}" is not a number from 0 to 65535.`)
  return DEFAULT_PORT
}

function readAuditDays(value: string | undefined, problems: string[]): number {
  if (!value) return DEFAULT_AUDIT_DAYS
  if (/^\d{1,5}$/.test(value)) return Number(value)
  problems.push(`FLOW_AUDIT_DAYS "${value}" is not a number of days such as 400; 0 keeps the record for ever.`)
  return DEFAULT_AUDIT_DAYS
}

function readRetestHours(value: string | undefined, problems: string[]): number {
  if (!value) return DEFAULT_RETEST_HOURS
  if (/^\d{1,4}$/.test(value)) return Number(value)
  problems.push(`FLOW_RETEST_HOURS "${value}" is not a number of hours such as 24; 0 tests nothing by itself.`)
  return DEFAULT_RETEST_HOURS
}
