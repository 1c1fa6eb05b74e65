/** Parameters that the engine sets and signs itself; no line of a config may hold them. */
export const PROTOCOL_NAMES: ReadonlySet<string> = new Set([
  'oauth_callback',
  'oauth_consumer_key',
  'oauth_nonce',
  'oauth_signature',
  'oauth_signature_method',
  'oauth_timestamp',
  'oauth_token',
  'oauth_verifier',
  'oauth_version',
])
