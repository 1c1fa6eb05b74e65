import { schemaPath } from './schema-path.ts'

interface ConfigFrame {
  /** `oau` and 24 hexadecimal digits. */
  uid: string
  name: string
  title: string
  service: string
  oauthType: 'OAuth1' | 'OAuth2'
  now: Date
  /** Everything that is the protocol's. */
  fields: object
}

/** Of a config that was drafted, not read: nobody has compared it with a page of the service yet. */
export const UNREAD = { pages: [], read: null, unverified: [] }

/** What every config.json has around the fields of its protocol. */
export function configFrame({ uid, name, title, service, oauthType, now, fields }: ConfigFrame): object {
  return {
    $schema: schemaPath('config', 3),
    uid,
    name,
    title,
    category: '',
    icon: service,
    version: 'v1',
    __v: 0,
    published: true,
    deleted_at: null,
    development_phase: 'gold',
    advanced_enabled: true,
    express_enabled: true,
    created_at: now.toISOString(),
    updated_at: now.toISOString(),
    oauth_type: oauthType,
    ...fields,
    env_local_params: ['{"redirect_uri":"OAUTH_ENDPOINT_OAUTH_RETURN"}'],
    env_development_params: [],
    env_staging_params: [],
    env_pre_prod_params: [],
    env_production_params: [],
  }
}
