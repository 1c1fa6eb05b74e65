import { randomBytes } from 'node:crypto'
import { begin } from '#oauth/begin.ts'
import { draftFromGrant } from '#oauth/draft-from-grant.ts'
import { loadConfig } from '#oauth/load-config.ts'
import type { OAuthRequest } from '#oauth/oauth-request.ts'
import { tokenRequest } from '#oauth/token-request.ts'
import type { OAuth2Config } from '#oauth/types.ts'
import type { Json } from '#shared/json.ts'
import type { Asked } from '../../../test/faulty-provider/read-asked.ts'
import type { GrantRequests, GrantSignIn } from './grant-requests.ts'

const REDIRECT = 'https://flow.example.com/oauth/return/any/any'
const VALUES = { CLIENT_ID: 'the-id', CLIENT_SECRET: 'the-secret', HOST: 'example', REALM: 'main', KEY: 'key' }
const SCOPES = ['one', 'two']
const fresh = { now: 1_800_000_000_000, random: (length: number) => new Uint8Array(randomBytes(length)) }

/** One provider of a catalogue: what its draft cannot say, and where its requests are other ones than grant's. */
export interface Compared {
  name: string
  loads: boolean
  /** Words of the draft itself. */
  open: readonly string[]
  differences: string[]
}

/** Drafts a config of an entry, loads it, and holds its two requests of a sign-in to those of grant's own code. */
export async function compareEntry(name: string, entry: Record<string, Json>, grant: GrantRequests): Promise<Compared> {
  const draft = draftFromGrant(name, entry, undefined)
  if (!draft) return { name, loads: false, open: ['it has no addresses'], differences: [] }
  const scopes = SCOPES.map(scope => JSON.stringify({ [scope]: scope }))
  const document = {
    name: 'any',
    title: name,
    oauth_type: draft.protocol,
    ...draft.fields,
    oauth2_params_scope: scopes,
  }
  const { config } = loadConfig({
    document,
    entry: { connector: 'any', displayName: 'Any', values: VALUES },
    environment: 'production',
    params: {},
    redirectUri: REDIRECT,
  })
  if (config?.protocol !== 'oauth2') return { name, loads: config !== null, open: draft.open, differences: [] }
  const differences = await differencesOf(config, { name, entry }, grant)
  return { name, loads: true, open: draft.open, differences }
}

async function differencesOf(
  config: OAuth2Config,
  { name, entry }: Pick<GrantSignIn, 'name' | 'entry'>,
  grant: GrantRequests,
): Promise<string[]> {
  const client = { clientId: VALUES.CLIENT_ID, clientSecret: VALUES.CLIENT_SECRET }
  const common = { config, client, inputs: { subdomain: 'example' }, scopes: SCOPES, redirectUri: REDIRECT, fresh }
  const begun = begin(common)
  const { state } = begun
  const signIn: GrantSignIn = {
    name,
    entry,
    state,
    key: client.clientId,
    secret: client.clientSecret,
    redirectUri: REDIRECT,
    scope: SCOPES.join(config.scopeSeparator),
    code: 'the-code',
  }
  const ours = tokenRequest({ ...common, code: 'the-code', verifier: begun.secrets.verifier, captured: {}, state })
  return [
    ...loginDifferences(new URL(begun.url), new URL(await grant.loginUrl(signIn))),
    ...tokenDifferences(ours, await grant.tokenRequest(signIn)),
  ]
}

/** grant's hosts hold `[subdomain]` where ours hold what was typed or loaded. */
function loginDifferences(ours: URL, theirs: URL): string[] {
  const place = ({ host, pathname }: URL) => host + pathname.replace('/realms/main', '')
  const found = place(ours) === place(theirs) ? [] : [`the login page is ${place(ours)}, not ${place(theirs)}`]
  return [...found, ...missing('login page', ours.searchParams, theirs.searchParams)]
}

function tokenDifferences(ours: OAuthRequest, theirs: Asked): string[] {
  const { searchParams } = new URL(ours.url)
  const isJson = ours.headers['content-type'] === 'application/json'
  const members = isJson ? Object.entries(JSON.parse(ours.body ?? '{}') as Record<string, string>) : ours.body
  const basic = /^Basic /.test(theirs.headers.authorization ?? '')
  const kind = ours.body === undefined ? 'none' : isJson ? 'json' : 'form'
  return [
    ...(ours.method === theirs.method ? [] : [`tokens are asked by ${ours.method}, not ${theirs.method}`]),
    ...(kind === theirs.bodyKind ? [] : [`the body is ${kind}, not ${theirs.bodyKind}`]),
    ...(ours.headers['authorization'] === (basic ? theirs.headers.authorization : undefined) ? [] : ['the header']),
    ...missing('query', searchParams, theirs.query),
    ...missing('body', new URLSearchParams(members), new URLSearchParams(theirs.body)),
  ]
}

/** Ours may say more (PKCE, a client id beside Basic), never less, and never otherwise. */
function missing(place: string, ours: URLSearchParams, theirs: URLSearchParams): string[] {
  return [...theirs].flatMap(([name, value]) =>
    name === 'api_key' || ours.getAll(name).includes(value) ? [] : [`${place}: ${name}`],
  )
}
