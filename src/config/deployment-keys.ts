import { isObject, type JsonObject, own } from '#shared/json.ts'
import { oneOf, readTextList } from './told-values.ts'

export const ENVIRONMENTS = ['local', 'development', 'staging', 'pre_prod', 'production'] as const

export type Environment = (typeof ENVIRONMENTS)[number]

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

const DEFAULT_TIMEOUT_MS = 30_000

const MAX_TIMEOUT_MS = 120_000

/** What deploymentConfig.json says, with its defaults. */
export interface DeploymentKeys {
  environment: Environment
  /** The one address people use, without a slash at the end; never taken from a request. */
  publicUrl: string
  /** False: `publicUrl` follows the port actually taken. */
  publicUrlFixed: boolean
  oauthReturn: 'per-provider' | 'shared'
  sharedReturnFor: string[]
  /** Full override of the shared return URL, from `OAUTH_ENDPOINT_OAUTH_RETURN`. */
  sharedReturnUrl?: string
  sessionUsers: boolean
  validateTimeoutMs: number
  params: Record<string, string>
}

export function readDeploymentKeys(deployment: JsonObject, port: number, problems: string[]): DeploymentKeys {
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

export function localUrl(port: number): string {
  return `http://localhost:${port}`
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

function readTimeout(value: unknown, problems: string[]): number {
  if (value === undefined) return DEFAULT_TIMEOUT_MS
  if (typeof value === 'number' && Number.isInteger(value) && value >= 100 && value <= MAX_TIMEOUT_MS) return value
  problems.push(`"validateTimeout" is not a number from 100 to ${MAX_TIMEOUT_MS}.`)
  return DEFAULT_TIMEOUT_MS
}

function readTexts(value: unknown, problems: string[]): Record<string, string> {
  if (value === undefined) return {}
  if (isObject(value) && Object.values(value).every(item => typeof item === 'string')) {
    return value as Record<string, string>
  }
  problems.push('"params" is not an object whose values are texts.')
  return {}
}
