import { jsonText } from './json-text.ts'

interface ConfigFrame {
  /** `oau` and 24 hexadecimal digits. */
  uid: string
  name: string
  title: string
  service: string
  oauthType: 'OAuth1' | 'OAuth2'
  /** Everything that is the protocol's. */
  fields: object
}

/** The text of a config.json that was drafted, not read: nobody has compared it with a page of the service yet. */
export function configFrame({ uid, name, title, service, oauthType, fields }: ConfigFrame): string {
  return jsonText({
    uid,
    name,
    title,
    category: '',
    icon: service,
    version: 'v1',
    __v: 0,
    published: true,
    deleted_at: null,
    oauth_type: oauthType,
    documentation: { pages: [], read: null, unverified: [] },
    ...fields,
    env_local_params: ['{"redirect_uri":"OAUTH_ENDPOINT_OAUTH_RETURN"}'],
    env_development_params: [],
    env_staging_params: [],
    env_pre_prod_params: [],
    env_production_params: [],
  })
}
