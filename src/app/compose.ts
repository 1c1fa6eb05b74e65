import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { Config } from '#config'
import { restoreInterrupted } from '#connectors/restore-interrupted.ts'
import type { EgressFetch } from '#egress/create-fetch.ts'
import { createGate } from '#egress/open-connection.ts'
import { makeDeleteAnyAccount, makeListAllAccounts } from './access/all-accounts.ts'
import { makeDescribeSession } from './access/describe-session.ts'
import { makeBecomeFirstAdmin, offerFirstAdmin } from './access/first-admin.ts'
import { makeOidcSignIn } from './access/oidc-sign-in.ts'
import { makeEndSession, makeListSessions, makeSignOut } from './access/own-sessions.ts'
import { makeChangePerson, makeListPeople } from './access/people.ts'
import { localPerson } from './access/person.ts'
import { makeSignInPerson } from './access/sign-in-person.ts'
import type { Actor } from './actor.ts'
import { makeAllowedHosts } from './allowed-hosts.ts'
import type { App, UserApp } from './app.ts'
import { openAuditLog } from './audit/audit-log.ts'
import { auditedLog } from './audit/audited-log.ts'
import { makeListActivity } from './audit/list-activity.ts'
import { verifyAudit } from './audit/verify-audit.ts'
import { makeAuthenticateKey } from './authenticate-key.ts'
import { makeHostUseCases } from './change-hosts.ts'
import { makeClaimConnectSession } from './connect/claim-connect-session.ts'
import { makeCompleteConnectSession } from './connect/complete-connect-session.ts'
import { makeFindConnectSession, makeOpenConnectSession } from './connect/open-connect-session.ts'
import { makeStartConnectSession } from './connect/start-connect-session.ts'
import type { AppContext } from './context.ts'
import { makeCountMetrics } from './count-metrics.ts'
import { countReads } from './count-reads.ts'
import { makeCreateApiKey } from './create-api-key.ts'
import { createCatalogue } from './create-catalogue.ts'
import { createFormService } from './create-form-service.ts'
import { makeDeleteAccount } from './delete-account.ts'
import { makeDeleteProvider } from './delete-provider.ts'
import { deployFor } from './deploy/deploy-for.ts'
import { openUploads } from './deploy/uploads.ts'
import { makeDeployConnector } from './deploy-connector.ts'
import { makeDescribeHealth } from './describe-health.ts'
import { createEventHub } from './event-hub.ts'
import { createFormWorkerClient, type FormWorkerClient } from './form-worker-client.ts'
import { makeGetConnection } from './get-connection.ts'
import { makeGetForm } from './get-form.ts'
import { keepHouse } from './keep-house.ts'
import { followDataKeys } from './keys/follow-data-keys.ts'
import { makeLazyFetch } from './lazy-fetch.ts'
import { makeLazyRunner } from './lazy-runner.ts'
import { makeListAccounts } from './list-accounts.ts'
import { makeListActions } from './list-actions.ts'
import { makeListApiKeys } from './list-api-keys.ts'
import { makeListConnectors } from './list-connectors.ts'
import { createLog, describeFault, type Log } from './log.ts'
import { makeAddLogin } from './logins/add-login.ts'
import { makeBeginAttempt } from './logins/begin-attempt.ts'
import { makeFinishAttempt } from './logins/finish-attempt.ts'
import { makeGetAttempt } from './logins/get-attempt.ts'
import { makeGetConsent } from './logins/get-consent.ts'
import { makeListProviders } from './logins/list-providers.ts'
import { makeLoadProviders } from './logins/load-providers.ts'
import { makePasteReturn } from './logins/paste-return.ts'
import { makeProviderTemplate } from './logins/provider-template.ts'
import { makeReadLoginToken } from './logins/read-login-token.ts'
import { makeStartAttempt } from './logins/start-attempt.ts'
import { makeTestLogin } from './logins/test-login.ts'
import { makeWatchDevice } from './logins/watch-device.ts'
import { makeProviderTrials, type ProviderTrials, type TryOAuth } from './oauth-trial/provider-trials.ts'
import { type OpenedData, openData } from './open-data.ts'
import { makeFindSession, makeOpenSession } from './open-session.ts'
import { makePreviewSchema } from './preview-schema.ts'
import { makeReadCredential } from './read-credential.ts'
import { makeRenameAccount } from './rename-account.ts'
import { makeResolveInputs } from './resolve-inputs.ts'
import { makeRevokeApiKey } from './revoke-api-key.ts'
import { makeRotateApiKey } from './rotate-api-key.ts'
import { makeRunPreview } from './run-preview.ts'
import { makeRunnerHealth } from './runner-health.ts'
import { makeSaveConnection } from './save-connection.ts'
import { makeSaveTestData } from './save-test-data.ts'
import { makeTestAccount } from './test-account.ts'
import { makeTestConnection } from './test-connection.ts'
import { makeUpdateConnection } from './update-connection.ts'
import { makeDeclareUses, makeGetUses } from './uses/declare-uses.ts'
import { makeListRecord } from './uses/list-record.ts'
import { makeListUses } from './uses/list-uses.ts'
import { makeShareAccount } from './uses/share-account.ts'
import { makeSwitchAccount } from './uses/switch-account.ts'
import { createValidatorCache, type ValidatorCache } from './validator-cache.ts'

export type { App }

interface ComposeOptions {
  log?: Log
  /** See `RunnerOptions`. Only tests say false. */
  requireSigusr1Disabled?: boolean
  /** Milliseconds that a request to a service may take. */
  requestMs?: number
  /** Stands before the way out, or in its place. */
  viaFetch?: (usual: EgressFetch) => EgressFetch
  /** Takes a provider through a dance of its own; without it no sign-in can be tried. */
  tryOAuth?: TryOAuth
}

interface Closers {
  /** Called from the last to the first at the end. */
  closers: (() => unknown)[]
}

/** Everything a use-case is handed, and what only the preview needs. */
interface OpenedContext extends Closers {
  context: AppContext
  /** The log without the record of who did what. */
  log: Log
  worker: FormWorkerClient
  validators: ValidatorCache
  newKeyFile: string | undefined
}

/**
 * Opens the data folder and wires every use-case. Throws `key_missing`, `wrong_key` or `config_invalid` before
 * anything is written. Whoever composed the app closes it.
 */
export async function composeApp(config: Config, options: ComposeOptions = {}): Promise<App> {
  const { context, log, worker, validators, newKeyFile, closers } = await openContext(config, options)
  if (config.serving) {
    const house = keepHouse(context)
    closers.push(() => house.close())
  }
  const trials = makeProviderTrials(options.tryOAuth)
  closers.push(() => trials.close())
  const parts = { preview: makePreviewSchema(context, { worker, validators }), trials }
  // Whoever acts stands in the record of who did what.
  const contextOf = (owner: Actor): AppContext => ({
    ...context,
    owner,
    log: auditedLog(log, context.audit, owner.keyId ?? owner.userId),
  })
  const as = (owner: Actor) => makeUserApp(contextOf(owner), parts)
  return {
    ...as(context.owner),
    ...makeSharedUseCases(context),
    as,
    deployFor: grant =>
      deployFor(grant, () => {
        const { workspaceId, ownerId: userId, keyId } = grant
        const actor = contextOf({ workspaceId, userId, keyId })
        return { context: actor, user: makeUserApp(actor, parts) }
      }),
    localPerson: localPerson(context.owner),
    firstAdminCode: config.serving ? await offerFirstAdmin(context) : undefined,
    newKeyFile,
    close: () => closeAll(closers),
  }
}

/** The same without the use-cases, for one that is none of the program's own. Whoever opened it calls `closeAll`. */
export async function openContext(config: Config, options: ComposeOptions = {}): Promise<OpenedContext> {
  const log = options.log ?? createLog(config.logLevel)
  const random = (count: number) => new Uint8Array(randomBytes(count))
  const data = await openData(config, random)
  const closers: (() => unknown)[] = [() => data.store.close()]
  try {
    return await wire({ config, options, log, random, data, closers })
  } catch (error) {
    await closeAll(closers)
    throw error
  }
}

export async function closeAll(closers: Closers['closers']): Promise<void> {
  for (const close of closers.toReversed()) await close()
}

interface Wiring extends Closers {
  config: Config
  options: ComposeOptions
  log: Log
  random: (count: number) => Uint8Array
  data: OpenedData
}

async function wire(wiring: Wiring): Promise<OpenedContext> {
  const { config, options, log, random, data, closers } = wiring
  const { store, keyring, owner } = data
  const audit = await openAuditLog({
    folder: join(config.home, 'audit'),
    store,
    keyring,
    workspaceId: owner.workspaceId,
    log,
  })
  closers.push(() => audit.close())
  if (config.serving) {
    const keys = await followDataKeys({ config, store, keyring, workspaceId: owner.workspaceId, log })
    closers.push(() => keys.close())
  }
  const cacheDir = join(config.home, 'cache')
  const clock = { now: () => Date.now() }
  const events = createEventHub()
  const allowedHosts = makeAllowedHosts(data.store, [...config.allowedHosts, ...signInHosts(config)])
  const gate = createGate({
    mode: config.team ? 'team' : 'single',
    rules: allowedHosts.rules,
    ownPorts: new Set(config.serving ? [config.port] : []),
  })
  const runner = makeLazyRunner({
    cacheDir,
    gate,
    leastLevel: config.runnerLeast,
    requireSigusr1Disabled: options.requireSigusr1Disabled ?? true,
  })
  closers.push(() => runner.close())
  if (config.serving) await runner.start()
  const onChange = () => {
    runner.forget()
    events.emit('connectors')
  }
  if (config.serving) await restoreInterrupted(join(config.home, 'connectors'))
  const uploads = await openUploads({ folder: join(config.home, 'uploads'), random, now: clock.now }, config.serving)
  closers.push(() => uploads.close())
  const catalogue = await createCatalogue({
    roots: config.connectorRoots,
    runner,
    log,
    onChange,
    eager: config.serving,
  })
  closers.push(() => catalogue.close())
  const worker = createFormWorkerClient()
  closers.push(() => worker.close())
  const validators = createValidatorCache({ folder: join(cacheDir, 'validators'), worker, clock })
  const { requestMs, viaFetch = usual => usual } = options
  const limit = requestMs === undefined ? {} : { wholeMs: requestMs }
  const usual = makeLazyFetch({ gate, userAgent: `flow-connections/${config.version}`, ...limit })
  const context: AppContext = {
    config,
    store: data.store,
    keyring: data.keyring,
    owner: data.owner,
    runner,
    catalogue,
    forms: createFormService(validators),
    allowedHosts,
    fetch: viaFetch(usual),
    clock,
    random,
    events,
    log: auditedLog(log, audit, owner.userId),
    audit,
    uploads,
  }
  const foreign = data.store.onForeignChange(() => {
    for (const event of ['accounts', 'providers', 'keys', 'hosts'] as const) events.emit(event)
  })
  closers.push(() => foreign.close())
  return { context, log, worker, validators, newKeyFile: data.newKeyFile, closers }
}

interface UserParts extends Pick<UserApp, 'preview'> {
  trials: ProviderTrials
}

function makeUserApp(context: AppContext, { preview, trials }: UserParts): UserApp {
  const logins = makeLoginUseCases(context)
  const finishAttempt = trials.first(logins.finishAttempt)
  return { ...makeUseCases(context), ...logins, ...trials.of(context), finishAttempt, preview }
}

/** What no user in particular asks for. */
function makeSharedUseCases(
  context: AppContext,
): Omit<App, keyof UserApp | 'as' | 'deployFor' | 'localPerson' | 'firstAdminCode' | 'newKeyFile' | 'close'> {
  const { config, log, events, runner, forms } = context
  const counters = { reads: 0, refusedReads: 0 }
  const { signIn: way } = config.team ?? {}
  const info: App['info'] = () => ({
    mode: config.team ? 'team' : 'single',
    publicUrl: config.publicUrl,
    version: config.version,
    environment: config.environment,
    runnerLevel: runner.level,
  })
  const readCredential = countReads(makeReadCredential(context, makeReadLoginToken(context)), counters)
  return {
    info,
    describeSession: makeDescribeSession(context, info),
    log: {
      request: line => log[line.status >= 500 ? 'warn' : 'debug']('request', line),
      fault: (requestId, error) => log.error('fault', { requestId, fault: describeFault(error) }),
      signInRefused: code =>
        context.audit.note({ actor: '', action: 'sign-in-refused', object: '', outcome: code, reason: '' }),
    },
    openSession: makeOpenSession(context),
    findSession: makeFindSession(context),
    isOpenSession: async ({ sessionHash }) => (await context.store.sessions.get(sessionHash)) !== null,
    oidc: way?.kind === 'oidc' ? makeOidcSignIn(context, way) : undefined,
    signIn: makeSignInPerson(context),
    getValidator: forms.validatorCode,
    authenticateKey: makeAuthenticateKey(context),
    readCredential,
    resolveInputs: makeResolveInputs(context, readCredential),
    metrics: makeCountMetrics(context, counters),
    health: makeDescribeHealth(context, counters),
    async checkReady() {
      await context.store.meta.get('workspace_id')
    },
    runnerHealth: makeRunnerHealth(context),
    verifyAudit: () => verifyAudit(context.store, context.keyring),
    declareUses: makeDeclareUses(context),
    getUses: makeGetUses(context),
    startConnectSession: makeStartConnectSession(context),
    openConnectSession: makeOpenConnectSession(context),
    findConnectSession: makeFindConnectSession(context),
    completeConnectSession: makeCompleteConnectSession(context),
    claimConnectSession: makeClaimConnectSession(context),
    subscribe: events.subscribe,
  }
}

type LoginUseCases = Pick<
  UserApp,
  | 'listProviders'
  | 'providerTemplate'
  | 'loadProviders'
  | 'getConsent'
  | 'startAttempt'
  | 'beginAttempt'
  | 'pasteReturn'
  | 'watchDevice'
  | 'finishAttempt'
  | 'getAttempt'
  | 'addLogin'
  | 'testAccount'
  | 'switchAccount'
>

function makeLoginUseCases(context: AppContext): LoginUseCases {
  const testAccount = makeTestAccount(context, makeTestLogin(context))
  return {
    listProviders: makeListProviders(context),
    providerTemplate: makeProviderTemplate(context),
    loadProviders: makeLoadProviders(context),
    getConsent: makeGetConsent(context),
    startAttempt: makeStartAttempt(context),
    beginAttempt: makeBeginAttempt(context),
    pasteReturn: makePasteReturn(context),
    watchDevice: makeWatchDevice(context),
    finishAttempt: makeFinishAttempt(context),
    getAttempt: makeGetAttempt(context),
    addLogin: makeAddLogin(context),
    testAccount,
    switchAccount: makeSwitchAccount(context, testAccount),
  }
}

function makeUseCases(
  context: AppContext,
): Omit<UserApp, keyof LoginUseCases | 'preview' | 'startTrial' | 'getTrial' | 'endTrial'> {
  return {
    listConnectors: makeListConnectors(context),
    listActions: makeListActions(context),
    getForm: makeGetForm(context),
    listAccounts: makeListAccounts(context),
    getConnection: makeGetConnection(context),
    saveConnection: makeSaveConnection(context),
    updateConnection: makeUpdateConnection(context),
    testConnection: makeTestConnection(context),
    renameAccount: makeRenameAccount(context),
    deleteAccount: makeDeleteAccount(context),
    listUses: makeListUses(context),
    listRecord: makeListRecord(context),
    listActivity: makeListActivity(context),
    shareAccount: makeShareAccount(context),
    runPreview: makeRunPreview(context),
    saveTestData: makeSaveTestData(context),
    deleteProvider: makeDeleteProvider(context),
    createApiKey: makeCreateApiKey(context),
    listApiKeys: makeListApiKeys(context),
    revokeApiKey: makeRevokeApiKey(context),
    rotateApiKey: makeRotateApiKey(context),
    listAllowedHosts: context.allowedHosts.list,
    ...makeHostUseCases(context),
    deployConnector: makeDeployConnector(context),
    listSessions: makeListSessions(context),
    endSession: makeEndSession(context),
    signOut: makeSignOut(context),
    becomeFirstAdmin: makeBecomeFirstAdmin(context),
    listPeople: makeListPeople(context),
    changePerson: makeChangePerson(context),
    listAllAccounts: makeListAllAccounts(context),
    deleteAnyAccount: makeDeleteAnyAccount(context),
  }
}

/** Whoever configures a sign-in service has allowed it. */
function signInHosts({ team }: Config): string[] {
  if (team?.signIn.kind !== 'oidc') return []
  const { hostname, port, protocol } = new URL(team.signIn.issuer)
  return [`${hostname}:${port || (protocol === 'https:' ? 443 : 80)}`]
}
