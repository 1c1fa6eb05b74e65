import type { Config } from '#config/config.ts'
import { discoverConnectors } from '#connectors/discover.ts'
import type { OAuthArtifact } from '#connectors/types.ts'
import { namesOf, parseTemplate } from '#oauth/template.ts'
import { localeChain, resolveText } from '#schema/texts.ts'
import { AppError } from '#shared/errors/app-error.ts'
import { isObject, type Json, own } from '#shared/json.ts'
import { redirectTarget } from './logins/redirect-uri.ts'

/** Names that the engine fills in, or that stand in every load file anyway. */
const OWN_NAMES = new Set(['CLIENT_ID', 'CLIENT_SECRET', 'OAUTH_ENDPOINT_OAUTH_RETURN'])
const UPPER_CASE = /^[A-Z][A-Z0-9_]*$/

/**
 * The text of a load file for one OAuth config, its values left as `<…>`, which loading skips. Keys are those that
 * every provider needs and every `{UPPER_CASE}` name of the config; `schema` is what an editor checks it with. Needs neither the key nor the database.
 */
export async function loadFileTemplate(config: Config, connector: string, schema?: string): Promise<string> {
  const { connectors } = await discoverConnectors(config.connectorRoots)
  const folder = connectors.find(one => one.oauths.some(oauth => oauth.name === connector))
  const oauth = folder?.oauths.find(one => one.name === connector)
  if (!folder || !oauth) {
    const known = connectors.flatMap(one => one.oauths.map(({ name }) => name))
    throw unknownConnector(connector, known.sort())
  }
  const texts = { service: folder.service, chain: localeChain('en'), bundles: folder.locales }
  const title = resolveText(oauth.title, texts)
  const keys = ['CLIENT_ID', 'CLIENT_SECRET', ...promisedNames(oauth, config)]
  const lines = keys.map(key => `      ${JSON.stringify(key)}: ${JSON.stringify(`<${key}>`)}`)
  const named = schema === undefined ? '' : `  "$schema": ${JSON.stringify(schema)},\n`
  return `{
${named}  // Return URI to register at ${title}: ${redirectTarget(config, oauth.name, title).uri}
  ${JSON.stringify(oauth.name)}: {
    // The display name: people see "Add ${title} login". Another one has another return URI.
    ${JSON.stringify(title)}: {
${lines.join(',\n')}
    }
  }
}`
}

function unknownConnector(connector: string, known: string[]): AppError {
  const hint = known.length === 0 ? 'No connector has one.' : `Known: ${known.join(', ')}.`
  return new AppError('wrong_use', { detail: `There is no OAuth config ${connector}. ${hint}` })
}

/** `{UPPER_CASE}` names that neither this environment's parameters nor the deployment give a value. */
export function promisedNames(
  oauth: Pick<OAuthArtifact, 'document'>,
  config: Pick<Config, 'params' | 'environment'>,
): string[] {
  const given = new Set(Object.keys(config.params))
  for (const field of ['env_params', `env_${config.environment}_params`]) {
    for (const name of keysOf(own(oauth.document, field))) given.add(name)
  }
  const names = textsIn(oauth.document).flatMap(text => namesOf(parseTemplate(text)))
  return [...new Set(names)].filter(name => UPPER_CASE.test(name) && !OWN_NAMES.has(name) && !given.has(name)).sort()
}

/** Keys of a list field: each entry is an object, as it is or as JSON in a string (flow-format.md §6.1). */
function keysOf(field: Json | undefined): string[] {
  if (typeof field === 'string') return keysOf(parsed(field))
  if (Array.isArray(field)) return field.flatMap(keysOf)
  return isObject(field) ? Object.keys(field) : []
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}

function textsIn(value: Json): string[] {
  if (typeof value === 'string') return [value]
  if (Array.isArray(value)) return value.flatMap(textsIn)
  return isObject(value) ? Object.values(value).flatMap(textsIn) : []
}
