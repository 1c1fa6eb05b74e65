import { join } from 'node:path'
import type { Config } from '#config/config.ts'
import type { Client } from '#oauth/oauth-request.ts'
import { returnPath } from '#oauth/slug.ts'
import type { InputField, ProviderConfig } from '#oauth/types.ts'
import type { CompiledForm } from '#schema/types.ts'
import { AppError } from '#shared/errors/app-error.ts'
import { closeAll, openContext } from '../compose.ts'
import type { AppContext } from '../context.ts'
import { makeLoadProviders } from '../logins/load-providers.ts'
import { requireProvider } from '../logins/open-provider.ts'
import { dance, type TrialPerson, type TrialStep } from './dance.ts'
import { type MockProvider, mockProvider } from './mock-provider.ts'
import { recordExchanges } from './record-exchanges.ts'
import { sampleInputs } from './sample-inputs.ts'
import { Shower } from './show-exchange.ts'
import type { OAuthTrialOptions } from './trial-options.ts'

/** Where the service will send people back to: what has to be registered there. */
export function trialReturnUri(publicUrl: string, connector: string, displayName: string): string {
  return publicUrl + returnPath(connector, displayName)
}

/**
 * Takes an OAuth config through a whole dance with the engine of the server: sign-in, tokens, renewal, check,
 * revocation. Throws `load_file_invalid` for values that do not suit the config; whatever the service does is a step with
 * its outcome.
 */
export async function tryProjectOAuth(options: OAuthTrialOptions): Promise<TrialStep[]> {
  const { oauth, displayName, values, folder, requestMs, mock, person, onStep } = options
  const client = clientOf(values)
  const shower = new Shower([client.clientSecret, client.privateKey].filter(text => text !== undefined))
  let inUse: ProviderConfig | undefined
  const recorder = recordExchanges({ shower, config: () => inUse, now: () => performance.now() })
  const practice = mock ? mockProvider({ config: () => requireLoaded(inUse), client }) : undefined
  const { context, closers } = await openContext(inFolder(options, folder), {
    requestMs,
    viaFetch: usual => recorder.listen(practice?.fetch ?? options.fetch ?? usual),
  })
  try {
    const text = JSON.stringify({ [oauth.name]: { [displayName]: values } })
    await makeLoadProviders(context)({ text, fileName: 'the values' })
    const [row] = await context.store.providers.list(context.owner.workspaceId)
    const provider = await requireProvider(context, row?.id ?? '')
    inUse = provider.config
    if (!practice && isByHand(provider.config)) throw notInTerminal(provider.config.title)
    return await dance({
      context,
      provider,
      person: practice ? practised(person, practice) : person,
      form: fields => formOf(context, fields),
      shower,
      recorder,
      use: config => {
        inUse = config
      },
      onStep,
    })
  } finally {
    await closeAll(closers)
  }
}

function isByHand(config: ProviderConfig): boolean {
  return config.protocol === 'oauth1' && config.byHand
}

function notInTerminal(title: string): AppError {
  const detail = `${title} shows a code that a person types, and nobody is sent back. Use --mock, or try it in the page.`
  return new AppError('invalid_input', { detail })
}

/** Somebody who allows everything, and fills in what was left empty. */
function practised(person: TrialPerson, practice: MockProvider): TrialPerson {
  return {
    ...person,
    signIn: url => person.signIn(practice.allow(url)),
    fill: async form => ({ ...sampleInputs(form), ...(await person.fill(form)) }),
  }
}

function requireLoaded(config: ProviderConfig | undefined): ProviderConfig {
  if (config) return config
  throw new AppError('internal', { detail: 'Something was sent before the config was loaded.' })
}

function clientOf({ CLIENT_ID = '', CLIENT_SECRET, PRIVATE_KEY }: Record<string, string>): Client {
  return {
    clientId: CLIENT_ID,
    ...(CLIENT_SECRET === undefined ? {} : { clientSecret: CLIENT_SECRET }),
    ...(PRIVATE_KEY === undefined ? {} : { privateKey: PRIVATE_KEY }),
  }
}

/** An author's service may run on the author's machine. Every provider of a project has its own return URL. */
function inFolder({ config: given, oauth, publicUrl, fetch }: OAuthTrialOptions, folder: string): Config {
  // Its data and its key are its own, wherever those of the server lie.
  const { databaseUrl: _data, keyPlace: _key, team: _team, ...config } = given
  return {
    ...config,
    home: join(folder, 'data'),
    keyFile: join(folder, 'trial.key'),
    connectorRoots: [oauth.root],
    publicUrl,
    publicUrlFixed: true,
    serving: false,
    oauthReturn: fetch ? config.oauthReturn : 'per-provider',
    allowedHosts: [...config.allowedHosts, 'localhost:*'],
    logLevel: 'off',
  }
}

function formOf({ forms }: AppContext, fields: readonly InputField[]): CompiledForm {
  const properties = Object.fromEntries(fields.map(({ name, schema }) => [name, structuredClone(schema)]))
  const document = { type: 'object', format: 'table', properties }
  return forms.compile({ document, texts: { service: '', chain: ['en'], bundles: {} } })
}
