import type { FolderContent } from '../write-new-folder.ts'
import { configFrame } from './config-frame.ts'
import { jsonText } from './json-text.ts'

interface OAuthTemplate {
  name: string
  title: string
  service: string
  /** 24 hexadecimal digits each. */
  id: string
  uid: string
  /** OAuth 1.0a in place of OAuth 2. */
  useV1: boolean
  now: Date
}

/** A list field of a config.json holds each entry as JSON in a string (flow-format.md §6.1). */
function listField(...entries: Record<string, string>[]): string[] {
  return entries.map(entry => JSON.stringify(entry))
}

/** A config.json with every field of its kind, for a service at id.example.com. */
export function oauthTemplate(options: OAuthTemplate): FolderContent {
  const { name, title, service, id, uid, useV1, now } = options
  const fields = { base_url: 'https://id.example.com', ...(useV1 ? oauth1Fields() : oauth2Fields()) }
  const oauthType = useV1 ? 'OAuth1' : 'OAuth2'
  const document = { _id: id, ...configFrame({ uid: `oau${uid}`, name, title, service, oauthType, now, fields }) }
  return { 'config.json': jsonText(document) }
}

function oauth2Fields(): object {
  const client: Record<string, string>[] = [{ client_id: '{client_id}' }, { client_secret: '{client_secret}' }]
  return {
    oauth2_no_state: false,
    oauth2_auth_url: '/authorize',
    oauth2_auth_query: listField(
      { client_id: '{client_id}' },
      { redirect_uri: '{redirect_uri}' },
      { response_type: 'code' },
    ),
    oauth2_token_url: '/token',
    oauth2_token_data: listField(...client, { redirect_uri: '{redirect_uri}' }, { grant_type: 'authorization_code' }),
    oauth2_refresh_url: '/token',
    oauth2_refresh_data: listField(...client, { grant_type: 'refresh_token' }),
    oauth2_validate_url: '/userinfo',
    oauth2_validate_method: 'GET',
    oauth2_validate_headers: listField({ Authorization: 'Bearer {access_token}' }),
    oauth2_params_scope: listField({ openid: 'Know who you are' }),
    oauth2_params_other: [],
  }
}

function oauth1Fields(): object {
  return {
    oauth1_signature_method: 'HMAC-SHA1',
    oauth1_request_token_url: '/request_token',
    oauth1_authorize_url: '/authorize',
    oauth1_authorize_query: [],
    oauth1_access_token_url: '/access_token',
    oauth1_validate_url: '/userinfo',
    oauth1_validate_method: 'GET',
    oauth1_params_scope: [],
    oauth1_params_other: [],
  }
}
