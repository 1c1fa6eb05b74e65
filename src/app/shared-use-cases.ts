import { makeDescribeSession } from './access/describe-session.ts'
import { makeOidcSignIn } from './access/oidc-sign-in.ts'
import { makeSignInPerson } from './access/sign-in-person.ts'
import type { App, UserApp } from './app.ts'
import { verifyAudit } from './audit/verify-audit.ts'
import { makeAuthenticateKey, makeKeyJudge } from './authenticate-key.ts'
import { makeClaimConnectSession } from './connect/claim-connect-session.ts'
import { makeCompleteConnectSession } from './connect/complete-connect-session.ts'
import { makeFindConnectSession, makeOpenConnectSession } from './connect/open-connect-session.ts'
import { makeStartConnectSession } from './connect/start-connect-session.ts'
import type { AppContext } from './context.ts'
import { makeCountMetrics } from './count-metrics.ts'
import { countReads } from './count-reads.ts'
import { makeDescribeHealth } from './describe-health.ts'
import type { KeyUseCases } from './key-use-cases.ts'
import { describeFault } from './log.ts'
import { makeReadLoginToken } from './logins/read-login-token.ts'
import { makeFindSession, makeOpenSession } from './open-session.ts'
import { makeReadCredential } from './read-credential.ts'
import { makeResolveInputs } from './resolve-inputs.ts'
import { makeReturnAddress } from './return-address.ts'
import { makeRunnerHealth } from './runner-health.ts'
import { makeDeclareUses, makeGetUses } from './uses/declare-uses.ts'

/** What no user in particular asks for. */
export function makeSharedUseCases(
  context: AppContext,
): Omit<
  App,
  keyof UserApp | 'as' | 'deployFor' | keyof KeyUseCases | 'localPerson' | 'firstAdminCode' | 'newKeyFile' | 'close'
> {
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
  const returnAddress = makeReturnAddress(context)
  const keys = makeKeyJudge(context)
  const read = makeReadCredential(context, { readLoginToken: makeReadLoginToken(context), keys })
  const readCredential = countReads(read, counters)
  return {
    info,
    describeSession: makeDescribeSession(context, info),
    log: {
      request: line => log[line.status >= 500 ? 'warn' : 'debug']('request', line),
      fault: (requestId, error) => log.error('fault', { requestId, fault: describeFault(error) }),
      signInRefused: code =>
        context.audit.note({ actor: '', action: 'sign-in-refused', object: '', outcome: code, reason: '' }),
    },
    calledFrom: context.callers.from,
    limits: context.limits,
    connectorsRead: context.catalogue.ready,
    openSession: makeOpenSession(context),
    findSession: makeFindSession(context),
    isOpenSession: async ({ sessionHash }) => (await context.store.sessions.get(sessionHash)) !== null,
    oidc: way?.kind === 'oidc' ? makeOidcSignIn(context, way) : undefined,
    signIn: makeSignInPerson(context),
    getValidator: forms.validatorCode,
    authenticateKey: makeAuthenticateKey(context, keys),
    readCredential,
    readCredentialWithKey: countReads(read.withKey, counters),
    resolveInputs: makeResolveInputs(context, readCredential),
    metrics: makeCountMetrics(context, counters),
    health: makeDescribeHealth(context, counters, returnAddress.problem),
    returnAddress,
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
