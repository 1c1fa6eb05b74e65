import { CLIENT, type FaultyServer, LIFE, lifeSeconds, SKEW_MS } from './faulty-server.ts'
import type { Issued } from './issue-access.ts'

type Members = Record<string, unknown>

/** The members of a good answer, named and nested as the switches say. */
export function wordTokens(server: FaultyServer, issued: Issued): Members {
  const { on } = server
  const members: Members = {
    ...(issued.extended ? {} : { access_token: issued.access }),
    ...(issued.refresh === undefined ? {} : { refresh_token: issued.refresh }),
    ...typeOf(server),
    ...lifeOf(server),
    ...(on.has('id_token') ? { id_token: idToken(server, issued) } : {}),
    ...(on.has('second_token') ? { person: { access_token: server.memory.newWord('person') } } : {}),
    ...(on.has('tenant') ? { tenant: 'hall-7' } : {}),
  }
  const named = on.has('camel_case') ? camelCased(members) : members
  const placed = on.has('nested') ? { data: { token: named } } : named
  const said = on.has('ok_false') ? { ok: true, ...placed } : placed
  return on.has('error_says_success') ? { ...said, error: 'success' } : said
}

function typeOf({ on }: FaultyServer): Members {
  if (on.has('no_token_type')) return {}
  if (on.has('dpop_nonce')) return { token_type: 'DPoP' }
  return { token_type: on.has('odd_token_type') ? 'bEaReR' : 'Bearer' }
}

function lifeOf(server: FaultyServer): Members {
  const { on, now } = server
  const life = lifeSeconds(server)
  // By its own clock, as everything it says.
  if (on.has('clock_skew')) return { expires_at: Math.floor((now() + SKEW_MS) / 1000) + life }
  if (on.has('expires_none') || on.has('introspects')) return {}
  if (on.has('expires_zero')) return { expires_in: 0 }
  if (on.has('expires_huge')) return { expires_in: 99_999_999_999 }
  if (on.has('expires_string')) return { expires_in: String(life) }
  if (on.has('expires_ms')) return { expires_in: life * 1000 }
  if (on.has('expires_iso')) return { expires_at: new Date(now() + life * 1000).toISOString() }
  return { expires_in: life }
}

/** Not signed: it comes over the connection to the server itself (OpenID Connect Core §3.1.3.7). */
function idToken({ origin, now }: FaultyServer, { grant }: Issued): string {
  const seconds = Math.floor(now() / 1000)
  const claims = { iss: origin, aud: CLIENT.id, sub: grant.subject, name: `Name of ${grant.subject}` }
  const times = { iat: seconds, exp: seconds + LIFE, ...(grant.nonce === undefined ? {} : { nonce: grant.nonce }) }
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  return `${encode({ alg: 'none' })}.${encode({ ...claims, ...times })}.`
}

function camelCased(members: Members): Members {
  return Object.fromEntries(
    Object.entries(members).map(([name, value]) => [
      name.replace(/_(\w)/g, (_, letter: string) => letter.toUpperCase()),
      value,
    ]),
  )
}
