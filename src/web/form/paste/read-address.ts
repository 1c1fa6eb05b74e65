/** An address or a connection string, taken apart. Texts are decoded. */
export interface Address {
  /** In lower case, without `jdbc:`. */
  scheme: string
  user?: string
  password?: string
  host: string
  port?: string
  /** With its slash; absent for `/` alone. */
  path?: string
  database?: string
  params: [name: string, value: string][]
  /** The text without user and password, and the same without its parameters too. */
  bare: string
  base: string
}

const DATABASES =
  /^(postgres(ql)?|mysql|mariadb|mongodb(\+srv)?|rediss?|mssql|sqlserver|oracle|clickhouse|redshift|cockroachdb|snowflake|db2|hive2?|trino|presto|vertica|neo4j|bolt|cassandra|couchbases?|exasol|hana|sap)(\+\w+)?$/
const LONGEST = 4000

export function isDatabaseScheme(scheme: string): boolean {
  return DATABASES.test(scheme)
}

/** True when the scheme says that what goes over the line is encrypted; undefined when it says nothing. */
export function isEncrypted(scheme: string): boolean | undefined {
  if (/^(https|rediss|amqps|ldaps|smtps|imaps|ftps|mqtts|wss|couchbases)$/.test(scheme)) return true
  return scheme === 'http' ? false : undefined
}

/** Takes apart what has a scheme and `://`, and the forms of JDBC; undefined for anything else. */
export function readAddress(given: string): Address | undefined {
  const text = given.trim()
  if (text.length > LONGEST || /\s/.test(text)) return undefined
  const jdbc = /^jdbc:/i.test(text)
  const oracle = jdbc ? readOracle(text) : undefined
  if (oracle) return oracle
  const found = /^((?:jdbc:)?([a-z][a-z0-9+.-]{0,30})(?::[a-z]{1,20})?:\/\/)([^/?#;]*)([^?#;]*)([^#]*)/i.exec(text)
  if (!found) return undefined
  const [, start = '', scheme = '', authority = '', path = '', tail = ''] = found
  const at = authority.lastIndexOf('@')
  const [user, password] = at === -1 ? [] : splitAt(authority.slice(0, at), ':')
  const place = readHost(authority.slice(at + 1))
  if (!place) return undefined
  const base = `${start}${authority.slice(at + 1)}${path}`
  const name = scheme.toLowerCase()
  return withPath(
    {
      scheme: name,
      ...(user ? { user: decode(user) } : {}),
      ...(password ? { password: decode(password) } : {}),
      ...place,
      params: readParams(tail),
      bare: `${base}${tail}`,
      base,
    },
    decode(path),
  )
}

function withPath(address: Address, path: string): Address {
  const inner = path.replace(/^\/+|\/+$/g, '')
  if (inner === '') return takeParams(address)
  if (isDatabaseScheme(address.scheme)) return takeParams({ ...address, database: inner })
  return takeParams({ ...address, path })
}

/** JDBC names user, password and database among its parameters. */
function takeParams(address: Address): Address {
  if (!isDatabaseScheme(address.scheme)) return address
  const rest: Address['params'] = []
  let { user, password, database } = address
  for (const [name, value] of address.params) {
    if (/^(user|username|user id)$/i.test(name)) user ??= value
    else if (/^(password|pwd)$/i.test(name)) password ??= value
    else if (/^(database|databasename|initial catalog)$/i.test(name)) database ??= value
    else rest.push([name, value])
  }
  return {
    ...address,
    params: rest,
    ...(user === undefined ? {} : { user }),
    ...(password === undefined ? {} : { password }),
    ...(database === undefined ? {} : { database }),
  }
}

/** `host`, `host:port`, `[::1]:port`; of several hosts the first, and no port that only one of them has. */
function readHost(text: string): { host: string; port?: string } | undefined {
  const [first = ''] = text.split(',')
  const found = /^(\[[0-9a-f:.]+\]|[^:[\]@]+)(?::(\d{1,5}))?$/i.exec(first)
  if (!found?.[1]) return undefined
  const host = text.includes(',') && !found[2] ? text : decode(found[1])
  return { host, ...(found[2] ? { port: found[2] } : {}) }
}

/** `jdbc:oracle:thin:[user/password]@[//]host:port[:sid|/service]` */
function readOracle(text: string): Address | undefined {
  const found = /^jdbc:oracle:\w{1,10}:([^@/]*)(?:\/([^@]*))?@(?:\/\/)?([^:/?]+)(?::(\d{1,5}))?(?:[:/](\w+))?$/i.exec(
    text,
  )
  if (!found?.[3]) return undefined
  const [, user, password, host, port, database] = found
  const bare = text.replace(/^(jdbc:oracle:\w{1,10}:)[^@]*@/i, '$1@')
  return {
    scheme: 'oracle',
    host,
    params: [],
    bare,
    base: bare,
    ...(user ? { user } : {}),
    ...(password ? { password } : {}),
    ...(port ? { port } : {}),
    ...(database ? { database } : {}),
  }
}

/** `?a=1&b=2` and `;a=1;b=2`. */
export function readParams(tail: string): [string, string][] {
  return tail
    .replace(/^[?;]/, '')
    .split(/[&;]/)
    .flatMap(pair => {
      const [name = '', value] = splitAt(pair, '=')
      return name === '' || value === undefined ? [] : [[decode(name), decode(value)] as [string, string]]
    })
}

/** At the first `mark`; without one there is no second part. */
export function splitAt(text: string, mark: string): [string, string?] {
  const at = text.indexOf(mark)
  return at === -1 ? [text] : [text.slice(0, at), text.slice(at + mark.length)]
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', '%2B'))
  } catch {
    return text
  }
}
