/** Who has to act on a failure. */
type ErrorKind = 'input' | 'not-found' | 'conflict' | 'access' | 'upstream' | 'connector' | 'vault' | 'internal'

interface CatalogueEntry {
  readonly kind: ErrorKind
  readonly status: number
  readonly title: string
  /** The same request may work later without any change. */
  readonly retryable?: true
}

/** Every failure this program can answer with: one line a code. Each has an entry in `docs/errors.md`. */
export const CATALOGUE = {
  bad_request: { kind: 'input', status: 400, title: 'The request cannot be read' },
  invalid_input: { kind: 'input', status: 422, title: 'Some values need a change' },
  invalid_label: { kind: 'input', status: 422, title: 'This label cannot be used' },
  secret_reentry_required: { kind: 'input', status: 422, title: 'Enter the secrets again' },
  validation_failed: { kind: 'connector', status: 422, title: 'Connection could not be validated' },
  connector_failed: { kind: 'connector', status: 422, title: 'The connector could not make the connection' },
  connector_bad_answer: { kind: 'connector', status: 422, title: 'What the connector made cannot be kept' },
  connector_broken: { kind: 'connector', status: 409, title: 'The code of this connector cannot be loaded' },
  connector_crashed: { kind: 'connector', status: 422, title: 'The connector broke off' },
  connector_timeout: { kind: 'connector', status: 422, title: 'The connector gave no answer in time', retryable: true },
  connector_memory_limit: { kind: 'connector', status: 422, title: 'The connector used too much memory' },
  connector_cpu_limit: { kind: 'connector', status: 422, title: 'The connector used too much processor time' },
  connector_output_limit: { kind: 'connector', status: 422, title: 'The connector sent too much' },
  service_unreachable: { kind: 'connector', status: 422, title: 'The service cannot be reached', retryable: true },
  service_timeout: { kind: 'connector', status: 422, title: 'The service did not answer in time', retryable: true },
  address_not_allowed: { kind: 'connector', status: 422, title: 'This address is not allowed' },
  load_file_invalid: { kind: 'input', status: 422, title: 'Nothing was loaded' },
  schema_invalid: { kind: 'input', status: 422, title: 'This is not a connection.json' },
  wrong_use: { kind: 'input', status: 400, title: 'Wrong use' },
  config_invalid: { kind: 'input', status: 500, title: 'The configuration is wrong' },
  unauthorized: { kind: 'access', status: 401, title: 'An API key is needed' },
  signed_out: { kind: 'access', status: 401, title: 'You are not signed in' },
  forbidden: { kind: 'access', status: 403, title: 'Not allowed' },
  suspended: { kind: 'access', status: 403, title: 'This entry is suspended' },
  wrong_origin: { kind: 'access', status: 403, title: 'This request did not come from our page' },
  wrong_host: { kind: 'access', status: 421, title: 'This address is not served here' },
  not_found: { kind: 'not-found', status: 404, title: 'Not found' },
  ambiguous: { kind: 'conflict', status: 409, title: 'Several entries match' },
  label_taken: { kind: 'conflict', status: 409, title: 'This label is taken' },
  changed_meanwhile: { kind: 'conflict', status: 412, title: 'Changed meanwhile' },
  precondition_required: { kind: 'input', status: 428, title: 'The version of the entry is missing' },
  in_use: { kind: 'conflict', status: 409, title: 'In use' },
  host_change_refused: { kind: 'conflict', status: 409, title: 'A host changed' },
  schema_changed: { kind: 'conflict', status: 409, title: 'The schema of an existing version changed' },
  already_exists: { kind: 'conflict', status: 409, title: 'Already there' },
  too_large: { kind: 'input', status: 413, title: 'Too large' },
  rate_limited: { kind: 'access', status: 429, title: 'Too many requests', retryable: true },
  busy: { kind: 'internal', status: 503, title: 'Too much at once', retryable: true },
  connector_unavailable: { kind: 'connector', status: 409, title: 'This connector is not available' },
  provider_unavailable: { kind: 'upstream', status: 409, title: 'No provider is loaded' },
  session_missing: { kind: 'access', status: 400, title: 'The sign-in lost its browser session' },
  state_unknown: { kind: 'access', status: 400, title: 'This sign-in is not known here' },
  state_used: { kind: 'access', status: 409, title: 'This sign-in was already used' },
  state_expired: { kind: 'access', status: 410, title: 'This sign-in took too long' },
  other_session: { kind: 'access', status: 403, title: 'This sign-in began in another browser' },
  other_user: { kind: 'access', status: 403, title: 'This sign-in belongs to somebody else' },
  wrong_context: { kind: 'access', status: 403, title: 'The answer came from another service' },
  wrong_issuer: { kind: 'access', status: 403, title: 'The answer came from another issuer' },
  connect_unknown: { kind: 'access', status: 400, title: 'This connect link is not known here' },
  connect_used: { kind: 'access', status: 409, title: 'This connect link was already used' },
  connect_expired: { kind: 'access', status: 410, title: 'This connect link is over' },
  server_denied: { kind: 'upstream', status: 403, title: 'The service did not allow it' },
  token_refused: { kind: 'upstream', status: 502, title: 'The service refused to give a token' },
  token_unreadable: { kind: 'upstream', status: 502, title: 'The answer of the service cannot be read' },
  needs_reconnect: { kind: 'upstream', status: 409, title: 'Sign in again' },
  temporarily_unavailable: { kind: 'upstream', status: 503, title: 'The service does not answer', retryable: true },
  server_unreachable: { kind: 'upstream', status: 502, title: 'The server cannot be used', retryable: true },
  unreadable: { kind: 'vault', status: 500, title: 'A stored value cannot be read' },
  wrong_key: { kind: 'vault', status: 500, title: 'The key file does not fit the data' },
  key_missing: { kind: 'vault', status: 500, title: 'The key file is missing' },
  database_unavailable: { kind: 'vault', status: 503, title: 'The database cannot be used', retryable: true },
  internal: { kind: 'internal', status: 500, title: 'Something went wrong here', retryable: true },
} as const satisfies Record<string, CatalogueEntry>

export type ErrorCode = keyof typeof CATALOGUE

/** The catalogue line of a code, with its optional parts readable. */
export function describeError(code: ErrorCode): CatalogueEntry {
  return CATALOGUE[code]
}
