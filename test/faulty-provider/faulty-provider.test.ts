import { beforeAll, describe, expect, it } from 'vitest'
import { ALL_SWITCHES, type Switch } from './switches.ts'
import { type Seen, watchDance } from './watch-dance.ts'

/** Where a client of the plain protocol meets each switch first, and what it reads there. */
const SAYS: Record<Switch, [step: string, words: RegExp]> = {
  basic_only: ['exchange', /^401 .*the secret stands in the parameters/],
  basic_raw: ['Basic', /^401 .*the pair is not to be encoded/],
  post_only: ['Basic', /^401 .*Basic is not taken/],
  public: ['exchange', /^401 .*a public client has no secret/],
  secret_as_user: ['exchange', /^401 .*the user is the secret/],
  assertion_aud: ['exchange', /^401 .*the assertion/],
  assertion_issuer: ['exchange', /^401 .*the assertion/],
  mtls: ['exchange', /^no answer$/],
  json: ['exchange', /^400 .*a body of the kind form is not taken/],
  refresh_json: ['refresh', /^400 .*a body of the kind form is not taken/],
  get: ['exchange', /^400 .*POST is not taken/],
  query: ['exchange', /^400 .*the body has to be empty/],
  header_required: ['exchange', /^400 .*Depot-Version is missing/],
  renamed: ['login', /^400 .*the client is unknown/],
  no_redirect_uri: ['exchange', /^400 .*unknown parameter redirect_uri/],
  pkce_reject: ['login', /^400 .*unknown parameter code_challenge/],
  pkce_ignore: ['wrong verifier', /^200 /],
  pkce_required: ['login without PKCE', /^400 .*PKCE is missing/],
  resource: ['login', /^400 .*resource is missing/],
  resource_once: ['login', /^400 .*resource is missing/],
  refresh_elsewhere: ['refresh', /^400 .*this address is for something else/],
  validate_header: ['me', /^401 /],
  version_header: ['me', /^400 .*no_version/],
  secret_in_query: ['exchange', /^400 .*POST is not taken/],
  dpop_nonce: ['exchange', /^400 .*there is no proof/],
  scope_comma: ['login', /^400 .*joined by a comma/],
  scope_plus: ['login', /^400 .*joined by a plus/],
  scope_raw: ['login', /^400 .*not to be encoded/],
  no_state: ['login', /^400 .*unknown parameter state/],
  state_renamed: ['login', /^400 .*customField is missing/],
  code_renamed: ['login', /[?&]depot_code=canary-code/],
  extra_params: ['login', /^400 .*access_type is missing/],
  empty_param: ['login', /^400 .*display has to be there/],
  host_param: ['login', /&accounts=localhost/],
  callback_realm: ['login', /&realm=4711/],
  iss_right: ['login', /&iss=http/],
  iss_wrong: ['login', /&iss=https%3A%2F%2Fother\.example/],
  iss_twice: ['login', /&iss=.*&iss=/],
  error_markup: ['login', /error=access_denied.*error_uri=javascript/],
  metadata_only: ['metadata', /^200 .*token_endpoint/],
  promises_iss: ['metadata', /iss_parameter_supported":true/],
  client_only: ['application', /^200 .*canary-access/],
  fragment_route: ['login', /^400 .*the query is not behind/],
  hmac: ['login', /&hmac=[0-9a-f]{64} /],
  form_post: ['login', /^400 .*response_mode has to be form_post/],
  device_slow_down: ['device', /^200 .*"user_code":"WDJB-MJHT"/],
  par_required: ['login', /^400 .*were not sent ahead/],
  form: ['exchange', /^200 .*access_token=canary-access&/],
  text_plain: ['exchange', /text\/plain \{/],
  bom: ['exchange', /^200 {2}application\/json \uFEFF?\{"access_token/],
  charset: ['exchange', /charset=iso-8859-1/],
  nested: ['exchange', /\{"data":\{"token":\{/],
  camel_case: ['exchange', /"accessToken":/],
  no_token_type: ['exchange', /"canary-refresh","expires_in"/],
  odd_token_type: ['exchange', /"bEaReR"/],
  expires_string: ['exchange', /"expires_in":"600"/],
  expires_ms: ['exchange', /"expires_in":600000/],
  expires_iso: ['exchange', /"expires_at":"2026-01-01T00:10:00.000Z"/],
  expires_zero: ['exchange', /"expires_in":0/],
  expires_huge: ['exchange', /"expires_in":99999999999/],
  expires_none: ['exchange', /"token_type":"Bearer"\}/],
  error_200: ['wrong verifier', /^200 .*"invalid_grant"/],
  error_elsewhere: ['wrong verifier', /^400 .*\{"fault":\{"name":"invalid_grant"/],
  error_says_success: ['exchange', /^200 .*"error":"success"/],
  ok_false: ['wrong verifier', /^200 .*\{"ok":false,"error":"invalid_grant"/],
  clock_skew: ['exchange', /"expires_at":1767226800\}/],
  tenant: ['exchange', /"tenant":"hall-7"/],
  second_token: ['exchange', /"person":\{"access_token":"canary-person"/],
  id_token: ['exchange', /"id_token":"[\w-]+\.[\w-]+\."/],
  me_nested: ['me', /\{"person":\{"uid":"mklein"/],
  me_elsewhere: ['me', /\{"status":"good"\}/],
  userinfo_changes: ['me', /"Name of mklein 1"/],
  rotate_strict: ['after the used one', /^400 .*"invalid_grant"/],
  rotate_grace: ['refresh', /^400 .*"invalid_grant"/],
  no_new_token: ['refresh', /^200 (?!.*refresh)/],
  false_new_token: ['refresh', /"canary-of-no-use"/],
  never_refresh: ['refresh', /^400 .*"invalid_grant"/],
  access_token_refresh: ['refresh', /^400 .*"invalid_grant"/],
  client_refresh: ['application', /^200 .*canary-access/],
  extends_only: ['refresh', /^200 (?!.*access_token)/],
  too_early: ['early refresh', /^400 .*the token is still good/],
  idle_ends: ['rare refresh', /^400 .*"invalid_grant"/],
  max_days: ['a month later', /^400 .*"invalid_grant"/],
  one_at_a_time: ['at the same time', /^400 .*one at a time/],
  revoke_elsewhere: ['revoke', /^404 /],
  second_exchange: ['exchange of a first token', /^200 .*canary-access/],
  introspects: ['introspect', /^200 .*"active":false/],
  html: ['exchange', /^502 {2}text\/html/],
  xml: ['exchange', /^200 {2}application\/xml <\?xml/],
  empty: ['exchange', /^200 {3}$/],
  huge: ['exchange', /^200 .*1048577 characters/],
  gzip_bomb: ['exchange', /^200 .*2097152 characters/],
  slow: ['exchange', /^no end$/],
  redirect_307: ['exchange', /^307 http:\/\/server\/thief/],
  error_in_200: ['exchange', /^200 .*"ratelimited"/],
  status_429: ['wrong verifier', /^429 /],
  status_503: ['wrong verifier', /^503 /],
  revoke_503: ['revoke', /^503 /],
  drop_after_commit: ['wrong verifier', /^no answer$/],
  invalid_grant_once: ['wrong verifier', /^400 {3}\{"error":"invalid_grant"\}/],
  revoked: ['refresh', /^400 .*"invalid_grant"/],
}

describe('the faulty provider', () => {
  let plain: Seen

  beforeAll(async () => {
    plain = await watchDance([])
  })

  it('is a plain server of the standards while no switch is on', () => {
    const good = ['exchange', 'me', 'early refresh', 'refresh', 'rare refresh', 'revoke']
    expect(good.map(step => plain[step]?.slice(0, 3))).toEqual(good.map(() => '200'))
    expect(plain['wrong verifier']).toMatch(/^400 .*invalid_grant/)
    expect(plain['used refresh token']).toMatch(/^400 .*invalid_grant/)
  })

  it.each(ALL_SWITCHES)(
    'says with %s what it does not say without',
    async name => {
      const [step, words] = SAYS[name]
      const odd = await watchDance([name])
      expect(odd[step]).toMatch(words)
      expect(odd[step]).not.toBe(plain[step])
    },
    20_000,
  )
})
