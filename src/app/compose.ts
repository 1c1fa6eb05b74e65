import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import type { Config } from '#config/config.ts'
import { restoreInterrupted } from '#connectors/restore-interrupted.ts'
import type { EgressFetch } from '#egress/create-fetch.ts'
import { createGate } from '#egress/open-connection.ts'
import { offerFirstAdmin } from './access/first-admin.ts'
import { localPerson } from './access/person.ts'
import type { Actor } from './actor.ts'
import { makeAllowedHosts } from './allowed-hosts.ts'
import type { App } from './app.ts'
import { openAuditLog } from './audit/audit-log.ts'
import { auditedLog } from './audit/audited-log.ts'
import { makeCallers } from './audit/callers.ts'
import type { AppContext } from './context.ts'
import { createCatalogue } from './create-catalogue.ts'
import { createFormService } from './create-form-service.ts'
import { deployFor } from './deploy/deploy-for.ts'
import { openUploads } from './deploy/uploads.ts'
import { createEventHub } from './event-hub.ts'
import { createFormWorkerClient, type FormWorkerClient } from './form-worker-client.ts'
import { keepHouse } from './keep-house.ts'
import { makeKeyUseCases } from './key-use-cases.ts'
import { followDataKeys } from './keys/follow-data-keys.ts'
import { makeLazyFetch } from './lazy-fetch.ts'
import { makeLazyRunner } from './lazy-runner.ts'
import { makeLimits } from './limits/make-limits.ts'
import { createLog, type Log } from './log.ts'
import { makeProviderTrials, type TryOAuth } from './oauth-trial/provider-trials.ts'
import { type OpenedData, openData } from './open-data.ts'
import { makePreviewSchema } from './preview-schema.ts'
import { makeSharedUseCases } from './shared-use-cases.ts'
import { makeUserApp } from './user-use-cases.ts'
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
  /** Gives the app before the connectors were read: who needs them waits for `connectorsRead`. */
  early?: boolean
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
    ...makeKeyUseCases(context, as),
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
  const callers = makeCallers()
  const audit = await openAuditLog({
    folder: join(config.home, 'audit'),
    store,
    keyring,
    workspaceId: owner.workspaceId,
    callers,
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
  const limits = makeLimits({ config, store, owner, log })
  closers.push(() => limits.close())
  const uploads = await openUploads({ folder: join(config.home, 'uploads'), random, now: clock.now }, config.serving)
  closers.push(() => uploads.close())
  const catalogue = createCatalogue({
    roots: config.connectorRoots,
    runner,
    log,
    onChange,
    onInspected: () => events.emit('connectors'),
    // An author waits for one form: what code exports is asked for by the list beside it.
    eager: config.serving && config.projectRoot === undefined,
    cacheFile: join(cacheDir, 'exports.json'),
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
    callers,
    limits,
    uploads,
  }
  const foreign = data.store.onForeignChange(() => {
    for (const event of ['accounts', 'providers', 'keys', 'hosts', 'webhooks'] as const) events.emit(event)
  })
  closers.push(() => foreign.close())
  if (!options.early) await catalogue.ready()
  return { context, log, worker, validators, newKeyFile: data.newKeyFile, closers }
}

/** Whoever configures a sign-in service has allowed it. */
function signInHosts({ team }: Config): string[] {
  if (team?.signIn.kind !== 'oidc') return []
  const { hostname, port, protocol } = new URL(team.signIn.issuer)
  return [`${hostname}:${port || (protocol === 'https:' ? 443 : 80)}`]
}
