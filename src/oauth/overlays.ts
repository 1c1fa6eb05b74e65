import type { JsonObject } from '#shared/json.ts'

/** Parameters over those of the engine; `null` takes one out. */
type Params = Readonly<Record<string, string | null>>

/** What a catalogue says of a provider in its code, or not at all, as fields of a config (oauth.md §14). */
export interface Overlay {
  /** In place of `{HOST}`, where a whole host is to be loaded. */
  host?: string
  authQuery?: Params
  /** OAuth 1: the query of the request for the temporary token. */
  requestQuery?: Params
  tokenData?: Params
  validate?: { method?: string; query?: Params; headers?: Params }
  /** Keys of `oauth2_ext`, or of `oauth1_ext`. */
  ext?: JsonObject
  /** Other fields of the config. */
  fields?: JsonObject
  /** Sentences on what a person has to know of it. */
  check?: readonly string[]
  /** What no config can say: the draft is not complete. */
  open?: readonly string[]
}

const BASIC: Overlay = { ext: { client_auth: 'basic' } }
const JSON_BODY = { oauth2_token_headers: ['{"Content-Type":"application/json"}'] }
const GET_TOKEN = { oauth2_token_method: 'GET', oauth2_refresh_method: 'GET' }
const SECRET_IN_QUERY = { allow: ['secret_in_query'] }
/** The profile wants the token in its address. */
const inQuery = (name: string, more: Params = {}): Overlay['validate'] => ({
  query: { [name]: '{access_token}', ...more },
  headers: { Authorization: null },
})

/** By the provider's name in the catalogue. */
export const OVERLAYS: Readonly<Record<string, Overlay>> = {
  arcgis: { validate: { query: { f: 'json' } } },
  autodesk: BASIC,
  baidu: { validate: inQuery('access_token') },
  basecamp: { authQuery: { type: 'web_server' }, tokenData: { type: 'web_server' } },
  concur: { open: ['it answers in XML, which is not read'] },
  constantcontact: { validate: { query: { api_key: '{client_id}' } } },
  deezer: { validate: inQuery('access_token') },
  disqus: { validate: { query: { api_key: '{client_id}' } } },
  dropbox: { authQuery: { token_access_type: 'offline' }, validate: { method: 'POST' } },
  ebay: BASIC,
  echosign: { validate: { headers: { 'Access-Token': '{access_token}' } } },
  etsy: { requestQuery: { scope: '{scope}' } },
  fitbit: BASIC,
  flickr: {
    authQuery: { perms: '{scope}' },
    validate: { query: { method: 'flickr.urls.getUserProfile', api_key: '{client_id}', format: 'json' } },
  },
  foursquare: { validate: inQuery('oauth_token') },
  freelancer: { authQuery: { advanced_scopes: '{scope}', scope: null } },
  freshbooks: { fields: { oauth1_signature_method: 'PLAINTEXT' } },
  getpocket: { open: ['its protocol is no OAuth 1: nothing is signed'] },
  goodreads: { fields: { oauth1_no_verifier: true, oauth1_no_callback_confirmed: true } },
  google: { authQuery: { access_type: 'offline', prompt: 'consent' } },
  homeaway: BASIC,
  hootsuite: BASIC,
  instagram: { check: ['Application ids that are numbers want app_id and app_secret in place of the usual names.'] },
  intuit: { ext: { callback_params: [{ name: 'realmId', required: true, pattern: '^[0-9]{5,20}$' }] } },
  keycloak: { host: '{HOST}/realms/{REALM}', check: ['REALM in the load file is the name of your realm.'] },
  linkedin: { requestQuery: { scope: '{scope}' } },
  mailchimp: { check: ['The address that proves a token has the data center in it. Write it in.'] },
  meetup: { validate: { query: { member_id: 'self' } } },
  mixcloud: { validate: inQuery('access_token') },
  notion: { fields: JSON_BODY, ext: { client_auth: 'basic' } },
  optimizely: { authQuery: { scopes: '{scope}', scope: null } },
  qq: { fields: GET_TOKEN, ext: SECRET_IN_QUERY, validate: inQuery('access_token') },
  ravelry: { authQuery: { scope: '{scope}' } },
  reddit: { ...BASIC, authQuery: { duration: 'permanent' } },
  sellsy: { check: ['It answers with fields of another name. Say which in oauth1_ext.fields.'] },
  shopify: { validate: { headers: { 'X-Shopify-Access-Token': '{access_token}' } } },
  slack: { ext: { success_when: { '/ok': true } } },
  smartsheet: { open: ['it wants a hash of the secret and the code in place of the secret'] },
  soundcloud: { validate: inQuery('oauth_token') },
  stackexchange: { validate: inQuery('access_token', { key: '{KEY}', site: 'stackoverflow' }) },
  stocktwits: { validate: inQuery('access_token') },
  surveymonkey: { check: ['Some applications need their API key in the token address: add ?api_key={API_KEY}.'] },
  tiktok: {
    authQuery: { client_key: '{client_id}', client_id: null },
    tokenData: { client_key: '{client_id}', client_id: null },
  },
  trello: { authQuery: { scope: '{scope}', expiration: 'never' } },
  tripit: { fields: { oauth1_no_verifier: true }, ext: { callback_in: 'authorize' } },
  trustpilot: BASIC,
  twitch: { validate: { headers: { 'Client-Id': '{client_id}', Authorization: 'Bearer {access_token}' } } },
  twitter: { requestQuery: { x_auth_access_type: '{scope}' } },
  twitter2: BASIC,
  unsplash: { ext: { raw_params: ['scope'] } },
  untappd: {
    fields: GET_TOKEN,
    ext: { ...SECRET_IN_QUERY, fields: { access_token: ['/response/access_token'] } },
    tokenData: { grant_type: null, response_type: 'code' },
  },
  visualstudio: {
    authQuery: { response_type: 'Assertion' },
    ext: { client_auth: 'none' },
    tokenData: {
      client_id: null,
      client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
      client_assertion: '{client_secret}',
      grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
      assertion: '{code}',
    },
  },
  vk: { validate: inQuery('access_token', { v: '5.103' }) },
  wechat: {
    authQuery: { appid: '{client_id}', client_id: null },
    fields: GET_TOKEN,
    ext: { ...SECRET_IN_QUERY, client_auth: 'none', keep: ['openid'] },
    tokenData: { client_id: null, appid: '{client_id}', secret: '{client_secret}' },
    validate: inQuery('access_token', { openid: '{token.openid}' }),
  },
  weibo: { ext: { keep: ['uid'] }, validate: inQuery('access_token', { uid: '{token.uid}' }) },
  withings: {
    tokenData: { action: 'requesttoken' },
    ext: {
      fields: {
        access_token: ['/body/access_token'],
        refresh_token: ['/body/refresh_token'],
        expires_in: ['/body/expires_in'],
        scope: ['/body/scope'],
      },
    },
  },
  yammer: {
    ext: { fields: { access_token: ['/access_token/token'], refresh_token: ['/access_token/refresh_token'] } },
  },
}
