import { makeDeleteAnyAccount, makeListAllAccounts } from './access/all-accounts.ts'
import { makeBecomeFirstAdmin } from './access/first-admin.ts'
import { makeHandOver } from './access/hand-over.ts'
import { makeEndSession, makeListSessions, makeSignOut } from './access/own-sessions.ts'
import { makeChangePerson, makeListPeople } from './access/people.ts'
import { makeSuspendAccount } from './access/suspend-account.ts'
import type { UserApp } from './app.ts'
import { makeApplyConnections } from './as-code/apply-connections.ts'
import { makeExportConnections } from './as-code/export-connections.ts'
import { makeListActivity } from './audit/list-activity.ts'
import { makeHostUseCases } from './change-hosts.ts'
import type { AppContext } from './context.ts'
import { makeCreateApiKey } from './create-api-key.ts'
import { makeDeleteAccount } from './delete-account.ts'
import { makeDeleteProvider } from './delete-provider.ts'
import { makeDeployConnector } from './deploy-connector.ts'
import { makeGetConnection } from './get-connection.ts'
import { makeGetForm } from './get-form.ts'
import { makeListAccounts } from './list-accounts.ts'
import { makeListActions } from './list-actions.ts'
import { makeListApiKeys } from './list-api-keys.ts'
import { makeListConnectors } from './list-connectors.ts'
import { makeAddLogin } from './logins/add-login.ts'
import { makeApproveHosts } from './logins/approve-hosts.ts'
import { makeBeginAttempt } from './logins/begin-attempt.ts'
import { makeFinishAttempt } from './logins/finish-attempt.ts'
import { makeGetAttempt } from './logins/get-attempt.ts'
import { makeGetConsent } from './logins/get-consent.ts'
import { makeListProviders } from './logins/list-providers.ts'
import { makeLoadProviders } from './logins/load-providers.ts'
import { makePasteReturn } from './logins/paste-return.ts'
import { makePasteTokens } from './logins/paste-tokens.ts'
import { makeProviderTemplate } from './logins/provider-template.ts'
import { makeStartAttempt } from './logins/start-attempt.ts'
import { makeTestLogin } from './logins/test-login.ts'
import { makeWatchDevice } from './logins/watch-device.ts'
import type { ProviderTrials } from './oauth-trial/provider-trials.ts'
import { makeRenameAccount } from './rename-account.ts'
import { makeRevokeApiKey } from './revoke-api-key.ts'
import { makeRotateApiKey } from './rotate-api-key.ts'
import { makeRunPreview } from './run-preview.ts'
import { makeSaveConnection } from './save-connection.ts'
import { makeSaveTestData } from './save-test-data.ts'
import { makeTestAccount } from './test-account.ts'
import { makeTestConnection } from './test-connection.ts'
import { makeUpdateConnection } from './update-connection.ts'
import { makeListRecord } from './uses/list-record.ts'
import { makeListUses } from './uses/list-uses.ts'
import { makeShareAccount } from './uses/share-account.ts'
import { makeSwitchAccount } from './uses/switch-account.ts'
import { makeDeliveryUseCases } from './webhooks/deliveries.ts'
import { makeWebhookUseCases } from './webhooks/webhooks.ts'

interface UserParts extends Pick<UserApp, 'preview'> {
  trials: ProviderTrials
}

/** All that one user may ask for. */
export function makeUserApp(context: AppContext, { preview, trials }: UserParts): UserApp {
  const logins = makeLoginUseCases(context)
  const finishAttempt = trials.first(logins.finishAttempt)
  return { ...makeUseCases(context), ...logins, ...trials.of(context), finishAttempt, preview }
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
  | 'pasteTokens'
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
    pasteTokens: makePasteTokens(context),
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
    applyConnections: makeApplyConnections(context),
    exportConnections: makeExportConnections(context),
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
    approveHosts: makeApproveHosts(context),
    createApiKey: makeCreateApiKey(context),
    listApiKeys: makeListApiKeys(context),
    revokeApiKey: makeRevokeApiKey(context),
    rotateApiKey: makeRotateApiKey(context),
    webhooks: { ...makeWebhookUseCases(context), ...makeDeliveryUseCases(context) },
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
    suspendAccount: makeSuspendAccount(context),
    handOver: makeHandOver(context),
  }
}
