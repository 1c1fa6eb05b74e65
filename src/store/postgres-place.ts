import { readFileSync } from 'node:fs'
import type { PoolConfig } from 'pg'
import { AppError } from '#shared/errors/app-error.ts'

/** How a connection is made, and how messages call the database: without user or password. */
export interface PostgresPlace {
  connect: Pick<PoolConfig, 'host' | 'port' | 'user' | 'password' | 'database' | 'ssl' | 'options'>
  name: string
}

const LOCAL = new Set(['localhost', '127.0.0.1', '[::1]'])
const KNOWN = new Set(['host', 'options', 'sslmode', 'sslrootcert'])

/**
 * The database of `postgresql://user:password@host:port/name`, or `?host=/folder/of/the/socket`. A host that is not this
 * machine is spoken to over TLS with a checked certificate, always (security.md §2.5); `sslrootcert` names the file of a
 * certificate authority of one's own. Throws `config_invalid`.
 */
export function readPlace(text: string): PostgresPlace {
  const url = URL.canParse(text) ? new URL(text) : undefined
  if (!url || !/^postgres(ql)?:$/.test(url.protocol)) {
    throw invalid('is not an address such as postgresql://flow@db.example.com:5432/flow')
  }
  const unknown = [...url.searchParams.keys()].find(key => !KNOWN.has(key))
  if (unknown !== undefined) throw invalid(`has the parameter "${unknown}", which is not known here`)
  const database = decodeURIComponent(url.pathname.slice(1)) || 'flow'
  const socket = url.searchParams.get('host')
  const host = socket ?? url.hostname.replace(/^\[|\]$/g, '')
  if (host === '') throw invalid('names no host')
  const options = url.searchParams.get('options')
  const ssl = readTls(url, socket !== null || LOCAL.has(url.hostname))
  return {
    connect: {
      host,
      port: Number(url.port || 5432),
      database,
      ...(url.username === '' ? {} : { user: decodeURIComponent(url.username) }),
      ...(url.password === '' ? {} : { password: decodeURIComponent(url.password) }),
      ...(options === null ? {} : { options }),
      ssl,
    },
    name: `${database} at ${socket ?? url.host}`,
  }
}

function readTls(url: URL, local: boolean): PoolConfig['ssl'] {
  const mode = url.searchParams.get('sslmode')
  const authority = url.searchParams.get('sslrootcert')
  if (local && authority === null && (mode === null || mode === 'disable')) return false
  if (mode !== null && mode !== 'verify-full') {
    throw invalid(`asks for sslmode "${mode}"; only "verify-full" is used, which is what goes without it`)
  }
  return { rejectUnauthorized: true, ...(authority === null ? {} : { ca: readAuthority(authority) }) }
}

function readAuthority(file: string): string {
  try {
    return readFileSync(file, 'utf8')
  } catch (cause) {
    throw invalid(`names the certificate file ${file}, which cannot be read`, cause)
  }
}

function invalid(what: string, cause?: unknown): AppError {
  return new AppError('config_invalid', { detail: `The database address in FLOW_DATABASE_URL ${what}.`, cause })
}
