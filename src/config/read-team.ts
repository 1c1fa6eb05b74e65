import { readFileSync } from 'node:fs'
import { isIP } from 'node:net'

/** Who says who people are (security.md §6.1). */
type SignInWay =
  | {
      kind: 'oidc'
      issuer: string
      clientId: string
      /** Absent: a public client, which PKCE alone protects. */
      clientSecret?: string
      scopes: string
      groupsClaim: string
    }
  | {
      kind: 'proxy'
      /** Lower-case names of headers. */
      userHeader: string
      nameHeader?: string
      groupsHeader?: string
      secret: string
    }

/** What `team` mode was told. */
export interface Team {
  signIn: SignInWay
  /** Whoever is in this group is administrator, and nobody else is. */
  adminGroup?: string
  /** Addresses of the proxies in front; only they may say who calls, or for whom. */
  proxies: string[]
}

interface Told {
  env: Record<string, string | undefined>
  /** Where people reach this instance; undefined when nobody said. */
  publicUrl: string | undefined
  problems: string[]
}

/** Any of them says where the key is. */
const KEYS = ['FLOW_KEY_FILE', 'FLOW_KEY_COMMAND', 'FLOW_KEY_TRANSIT']
const LEAST_SECRET = 32
const HEADER = /^[a-z][a-z0-9-]*$/
const LOOPBACK_NAMES = new Set(['localhost', '127.0.0.1', '[::1]'])

/** The settings of `team` mode; undefined in `single` mode. Adds everything that is missing or wrong to `problems`. */
export function readTeam(told: Told): Team | undefined {
  const { env, problems } = told
  const mode = env['FLOW_MODE'] || 'single'
  if (mode === 'single') return undefined
  if (mode !== 'team') {
    problems.push(`The mode FLOW_MODE "${mode}" is none of: single, team.`)
    return undefined
  }
  requireAddress(told)
  if (!KEYS.some(name => env[name])) {
    problems.push(
      'FLOW_KEY_FILE is missing: in team mode no key file is made by itself. Make one with: flow-deploy keys make.',
    )
  }
  const proxies = readAddresses(told)
  const proxy = Object.keys(env).some(name => /^FLOW_PROXY_(USER|NAME|GROUPS)_HEADER$/.test(name) && env[name])
  const oidc = Object.keys(env).some(name => name.startsWith('FLOW_OIDC_') && env[name])
  if (proxy && oidc) problems.push('Both FLOW_OIDC_… and FLOW_PROXY_USER_HEADER are set. Choose one way to sign in.')
  const signIn = proxy && !oidc ? readProxy(told, proxies) : readOidc(told)
  const adminGroup = env['FLOW_ADMIN_GROUP']
  return { signIn, proxies, ...(adminGroup ? { adminGroup } : {}) }
}

function requireAddress({ publicUrl, problems }: Told): void {
  if (publicUrl === undefined) {
    problems.push('"publicUrl" is missing in deploymentConfig.json. Team mode needs the address people use.')
    return
  }
  const { protocol, hostname } = new URL(publicUrl)
  if (protocol === 'https:' || LOOPBACK_NAMES.has(hostname)) return
  problems.push(`"publicUrl" is ${publicUrl}. Team mode needs https, except on this machine alone.`)
}

function readOidc({ env, problems }: Told): SignInWay {
  const need = (name: string, what: string) => {
    const value = env[name] ?? ''
    if (value === '') problems.push(`${name} is missing: ${what}.`)
    return value
  }
  const issuer = need('FLOW_OIDC_ISSUER', 'the address of the service that people sign in with')
  if (issuer !== '' && !isIssuer(issuer)) problems.push(`FLOW_OIDC_ISSUER "${issuer}" is not an https address.`)
  const clientId = need('FLOW_OIDC_CLIENT_ID', 'the id under which this program is registered there')
  const secretFile = env['FLOW_OIDC_CLIENT_SECRET_FILE']
  const scopes = env['FLOW_OIDC_SCOPES'] || 'openid profile'
  if (!scopes.split(' ').includes('openid')) problems.push('FLOW_OIDC_SCOPES does not hold "openid".')
  return {
    kind: 'oidc',
    issuer,
    clientId,
    ...(secretFile ? { clientSecret: readSecret('FLOW_OIDC_CLIENT_SECRET_FILE', secretFile, problems) } : {}),
    scopes,
    groupsClaim: env['FLOW_OIDC_GROUPS_CLAIM'] || 'groups',
  }
}

function isIssuer(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, hostname, username, search, hash } = new URL(text)
  if (username || search || hash) return false
  return protocol === 'https:' || (protocol === 'http:' && LOOPBACK_NAMES.has(hostname))
}

function readProxy({ env, problems }: Told, proxies: readonly string[]): SignInWay {
  const header = (name: string) => {
    const value = (env[name] ?? '').toLowerCase()
    if (value !== '' && !HEADER.test(value)) problems.push(`${name} "${value}" is not the name of a header.`)
    return value
  }
  const userHeader = header('FLOW_PROXY_USER_HEADER')
  if (userHeader === '')
    problems.push('FLOW_PROXY_USER_HEADER is missing: the header in which the proxy names the user.')
  if (proxies.length === 0) problems.push('FLOW_PROXY_ADDRESSES is missing: only listed proxies may say who calls.')
  const file = env['FLOW_PROXY_SECRET_FILE'] ?? ''
  if (file === '') {
    problems.push('FLOW_PROXY_SECRET_FILE is missing: the secret that the proxy sends as X-Flow-Proxy-Secret.')
  }
  const secret = file === '' ? '' : readSecret('FLOW_PROXY_SECRET_FILE', file, problems)
  if (secret !== '' && secret.length < LEAST_SECRET) {
    problems.push(`FLOW_PROXY_SECRET_FILE holds fewer than ${LEAST_SECRET} characters.`)
  }
  const [nameHeader, groupsHeader] = [header('FLOW_PROXY_NAME_HEADER'), header('FLOW_PROXY_GROUPS_HEADER')]
  return {
    kind: 'proxy',
    userHeader,
    secret,
    ...(nameHeader ? { nameHeader } : {}),
    ...(groupsHeader ? { groupsHeader } : {}),
  }
}

function readAddresses({ env, problems }: Told): string[] {
  const list = (env['FLOW_PROXY_ADDRESSES'] ?? '').split(',').map(text => text.trim())
  const named = list.filter(text => text !== '')
  for (const text of named) {
    const [address = '', bits, more] = text.split('/')
    const most = isIP(address) === 6 ? 128 : 32
    const fits = bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) >= 1 && Number(bits) <= most)
    if (isIP(address) !== 0 && fits && more === undefined) continue
    problems.push(`FLOW_PROXY_ADDRESSES holds "${text}", which is no address such as 10.0.0.5 or 10.0.0.0/24.`)
  }
  return named
}

/** A variable would show it to every program of the same user. */
function readSecret(name: string, file: string, problems: string[]): string {
  try {
    const text = readFileSync(file, 'utf8').trim()
    if (text === '') problems.push(`${name}: the file ${file} is empty.`)
    return text
  } catch {
    problems.push(`${name}: the file ${file} cannot be read.`)
    return ''
  }
}
