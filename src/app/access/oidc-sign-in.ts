import type { Configuration, CustomFetch, IDToken, UserInfoResponse } from 'openid-client'
import type { Config } from '#config/config.ts'
import { AppError } from '#shared/errors/app-error.ts'
import type { OidcSignIn } from '../app.ts'
import type { AppContext } from '../context.ts'
import { makeSecret } from '../hash-secret.ts'
import { openTicket, sealTicket } from './sign-in-ticket.ts'

type Way = Extract<NonNullable<Config['team']>['signIn'], { kind: 'oidc' }>
type Client = typeof import('openid-client')
type Claims = IDToken | UserInfoResponse

const TEN_MINUTES_MS = 600_000
const SECONDS_TO_ANSWER = 20

/**
 * Sign-in with a service of the organisation (security.md §6.1), by a certified client: authorization code with PKCE,
 * state, nonce, issuer and signature of the ID token. What the browser carries meanwhile is sealed, so any node can
 * go on with it and nothing of strangers is stored.
 */
export function makeOidcSignIn(context: AppContext, way: Way): OidcSignIn {
  const { config, random } = context
  const redirectUri = `${config.publicUrl}/sign-in/return`
  const connect = makeConnect(context, way)
  return {
    async begin(returnPath) {
      const { client, server } = await connect()
      const ticket = { state: makeSecret(random), nonce: makeSecret(random), verifier: makeSecret(random), returnPath }
      const url = client.buildAuthorizationUrl(server, {
        redirect_uri: redirectUri,
        scope: way.scopes,
        state: ticket.state,
        nonce: ticket.nonce,
        code_challenge: await client.calculatePKCECodeChallenge(ticket.verifier),
        code_challenge_method: 'S256',
      })
      const until = context.store.now() + TEN_MINUTES_MS
      return { redirectTo: url.href, ticket: sealTicket(context, { ...ticket, until }), maxAge: TEN_MINUTES_MS / 1000 }
    },
    async finish(text, query) {
      const { state, nonce, verifier, returnPath } = openTicket(context, text)
      const sent = new URLSearchParams(query)
      if (sent.getAll('state').join(' ') !== state) {
        throw new AppError('state_unknown', { detail: 'This sign-in did not begin in this browser. Start again.' })
      }
      const { client, server } = await connect()
      try {
        const tokens = await client.authorizationCodeGrant(server, new URL(`${redirectUri}?${query}`), {
          pkceCodeVerifier: verifier,
          expectedState: state,
          expectedNonce: nonce,
          idTokenExpected: true,
        })
        const claims = tokens.claims()
        if (!claims) throw new AppError('token_unreadable', { detail: 'The answer held no ID token.' })
        const more = await moreClaims({ client, server, way, claims, token: tokens.access_token })
        return { identity: { issuer: way.issuer, subject: claims.sub, ...describe(more, way) }, returnPath }
      } catch (error) {
        throw translate(error, client)
      }
    },
  }
}

/** Asks the service for its addresses once; again after a failure. */
function makeConnect({ fetch }: AppContext, way: Way): () => Promise<{ client: Client; server: Configuration }> {
  const viaEgress: CustomFetch = async (url, { method, headers, body, signal }) => {
    const text = body === null || body === undefined ? undefined : String(body)
    const answer = await fetch({
      method,
      url,
      headers,
      ...(text === undefined ? {} : { body: text }),
      ...(signal ? { signal } : {}),
    })
    const { 'content-encoding': _unpacked, ...kept } = answer.headers
    return new Response(Buffer.from(answer.bytes), { status: answer.status, headers: kept })
  }
  const ask = async () => {
    const client = await import('openid-client')
    const issuer = new URL(way.issuer)
    const server = await client.discovery(
      issuer,
      way.clientId,
      undefined,
      way.clientSecret === undefined ? client.None() : client.ClientSecretBasic(way.clientSecret),
      {
        [client.customFetch]: viaEgress,
        timeout: SECONDS_TO_ANSWER,
        execute: [
          // The signature is checked although the token came over TLS: one wall more, at no cost to anybody.
          client.enableNonRepudiationChecks,
          ...(issuer.protocol === 'http:' ? [client.allowInsecureRequests] : []),
        ],
      },
    )
    return { client, server }
  }
  let asked: ReturnType<typeof ask> | undefined
  return async () => {
    asked ??= ask()
    try {
      return await asked
    } catch (cause) {
      asked = undefined
      throw unavailable(cause)
    }
  }
}

interface Signed {
  client: Client
  server: Configuration
  way: Way
  claims: IDToken
  token: string
}

/** What the ID token leaves out the service says when it is asked, where it can be. */
async function moreClaims({ client, server, way, claims, token }: Signed): Promise<Claims> {
  const complete = nameOf(claims) !== null && claims[way.groupsClaim] !== undefined
  if (complete || server.serverMetadata().userinfo_endpoint === undefined) return claims
  return { ...claims, ...(await client.fetchUserInfo(server, token, claims.sub)) }
}

function describe(claims: Claims, { groupsClaim }: Way): { name: string | null; groups?: readonly string[] } {
  const groups = claims[groupsClaim]
  const listed = Array.isArray(groups) ? groups.filter(group => typeof group === 'string') : undefined
  return { name: nameOf(claims), ...(listed ? { groups: listed } : {}) }
}

function nameOf({ name, preferred_username, email }: Claims): string | null {
  for (const text of [name, preferred_username, email]) if (typeof text === 'string' && text !== '') return text
  return null
}

/** In our own words: what a service writes is not ours to show, but its error code is. */
function translate(error: unknown, client: Client): AppError {
  if (error instanceof AppError) return error
  if (error instanceof client.AuthorizationResponseError) {
    const code = /^[a-z_]{1,60}$/.exec(error.error)?.[0] ?? 'error'
    return new AppError('server_denied', { detail: `The sign-in service did not let you in (${code}).`, cause: error })
  }
  const inner = error instanceof Error && error.cause instanceof AppError ? error.cause : undefined
  if (inner) return unavailable(inner)
  const code = error instanceof Error && 'code' in error ? ` (${String(error.code)})` : ''
  const detail = `The answer of the sign-in service failed a check${code}, so nobody was signed in. Start again.`
  return new AppError('token_unreadable', { detail, cause: error })
}

function unavailable(cause: unknown): AppError {
  const detail = 'The sign-in service does not answer as it should. Try again later, or tell an administrator.'
  return new AppError('temporarily_unavailable', { detail, cause })
}
