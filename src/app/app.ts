import type { Deployment } from '#connectors/deploy.ts'
import type {
  Account,
  AccountPage,
  AllAccountsRequest,
  ConnectionDetail,
  ConnectionTrial,
  ConnectionUpdate,
  NewConnection,
  OwnedAccount,
  OwnedAccountPage,
  TestResult,
} from '#shared/contract/accounts.ts'
import type { ActivityPage } from '#shared/contract/activity.ts'
import type {
  ClaimedConnect,
  CompletedConnect,
  ConnectClaim,
  ConnectCompletion,
  ConnectView,
  NewConnectSession,
  StartedConnectSession,
} from '#shared/contract/connect.ts'
import type { AppliedConnections, ExportedConnections } from '#shared/contract/connection-file.ts'
import type { ActionList, ConnectorList } from '#shared/contract/connectors.ts'
import type { Credential, CredentialRequest, InputsRequest, ResolvedInputs } from '#shared/contract/credentials.ts'
import type { DeployRequest, StagedConnector } from '#shared/contract/deploy.ts'
import type { PageEvent } from '#shared/contract/events.ts'
import type { ConnectionForm } from '#shared/contract/forms.ts'
import type { Health } from '#shared/contract/health.ts'
import type { AllowedHostList } from '#shared/contract/hosts.ts'
import type { ApiKeyList, CreatedApiKey, KeyRotation, NewApiKey } from '#shared/contract/keys.ts'
import type {
  AttemptStatus,
  Consent,
  NewAttempt,
  NewLogin,
  PastedReturn,
  PastedTokens,
  ProviderList,
  ProviderLoaded,
  ProviderTemplate,
  StartedAttempt,
} from '#shared/contract/logins.ts'
import type { People, PersonChange, PersonView } from '#shared/contract/people.ts'
import type {
  Preview,
  PreviewRequest,
  PreviewRun,
  PreviewRunResult,
  SavedTestData,
  TestDataRequest,
} from '#shared/contract/preview.ts'
import type { RunnerHealth } from '#shared/contract/runner-health.ts'
import type { Session, SessionList } from '#shared/contract/session.ts'
import type { Settings, SettingsChange } from '#shared/contract/settings.ts'
import type { ProviderTrial, StartedTrial } from '#shared/contract/trials.ts'
import type {
  AccountRecord,
  AccountUses,
  ConsumerUses,
  SwitchResult,
  UseDeclaration,
  UseSwitch,
} from '#shared/contract/uses.ts'
import type { HandedOver } from './access/hand-over.ts'
import type { Identity, Person, SigningBrowser } from './access/person.ts'
import type { Actor } from './actor.ts'
import type { ApplyConnections } from './as-code/apply-connections.ts'
import type { ActivityQuery } from './audit/list-activity.ts'
import type { AuditCheck } from './audit/verify-audit.ts'
import type { Metric } from './count-metrics.ts'
import type { Limits } from './limits/limits.ts'
import type { ReturnAddress } from './return-address.ts'
import type { NewSettings } from './settings.ts'
import type { DeliveryUseCases } from './webhooks/deliveries.ts'
import type { WebhookUseCases } from './webhooks/webhooks.ts'

export type { Actor, HandedOver, Identity, Person }

/** Who outside is told of events. */
export interface Webhooks extends WebhookUseCases, DeliveryUseCases {}

/** Who asks: one browser session of one user. */
export interface PageSession {
  /** SHA-256 of the cookie's value, hex. */
  sessionHash: string
  userId: string
}

/** A browser session, and the person behind it. */
export interface SignedIn extends PageSession, Person {}

/** Sign-in with a service of the organisation (`team` mode). */
export interface OidcSignIn {
  /** Where to send the browser, and what it has to bring back, in a cookie for `maxAge` seconds. */
  begin(returnPath: string): Promise<{ redirectTo: string; ticket: string; maxAge: number }>
  /** Throws where anything does not fit, with nobody signed in. */
  finish(ticket: string | undefined, query: string): Promise<{ identity: Identity; returnPath: string }>
}

/** What the page of a device sign-in shows. */
export interface DeviceView {
  title: string
  userCode: string
  /** Where to enter the code. */
  page: string
  /** The same with the code filled in, only where the service sent it. */
  filledPage?: string
  /** Seconds until the page should look again. */
  again: number
}

/** A session and, when it is new, the cookie value to hand out. The value exists nowhere else. */
export interface OpenedSession extends PageSession {
  newCookie?: string
  /** Seconds until the session ends whatever happens. */
  maxAge: number
}

/** One window that a host's page opened: it may add one entry, and nothing else. */
export interface ConnectVisit extends PageSession {
  actor: Actor
  view: ConnectView
}

/** A connect session that was opened just now. The cookie's value exists nowhere else. */
export interface OpenedConnectSession {
  view: ConnectView
  newCookie: string
  maxAge: number
}

/** What an API key allows. */
export interface KeyGrant {
  keyId: string
  /** The same for a key and the one that replaces it. */
  line: string
  workspaceId: string
  ownerId: string
  scopes: readonly string[]
  /** Null: as many as any key. */
  readsPerSecond: number | null
}

export interface LoadProvidersInput {
  text: string
  fileName: string
  acceptHostChange?: boolean
  dryRun?: boolean
}

export interface DeployInput {
  sourceDir: string
  /** Default: the data folder. The connector goes to `<targetDir>/connectors/<service>`. */
  targetDir?: string
  allowSchemaOverwrite?: boolean
  dryRun?: boolean
  /** Told after each file that was copied. */
  onFile?: (copied: number) => void
  /** `replaces` of the dry run that somebody saw; another one by now is refused with `changed_meanwhile`. */
  replaces?: string | null
}

/** What was deployed; the faces see the connectors room through this name only. */
export type DeployResult = Deployment

/** What a key with the scope `deploy` may do: the same as `flow-deploy` on the data folder. */
export interface Deployer {
  stageConnector(name: string, archive: AsyncIterable<Uint8Array>): Promise<StagedConnector>
  deployStaged(id: string, request: DeployRequest): Promise<DeployResult>
  dropStaged(id: string): Promise<void>
  listProviders(): Promise<ProviderList>
  providerTemplate(connector: string): Promise<ProviderTemplate>
  loadProviders(input: LoadProvidersInput): Promise<ProviderLoaded>
  deleteProvider(id: string): Promise<void>
  readSettings(): Promise<Settings>
  saveSettings(input: NewSettings): Promise<SettingsChange>
}

/** The only log the faces get: fields are an allow-list (see `log.ts`). */
interface AppLog {
  request(line: { requestId: string; method: string; path: string; status: number; milliseconds: number }): void
  fault(requestId: string, error: unknown): void
  /** Somebody could not be signed in; on record. */
  signInRefused(code: string): void
}

/** What one user can do. Whatever is named by an id and is not this user's own is not there (flow-format.md §12.5). */
export interface UserApp {
  listConnectors(locale: string): Promise<ConnectorList>
  listActions(locale: string): Promise<ActionList>
  getForm(request: { name: string; version?: string | undefined; locale: string }): Promise<ConnectionForm>

  listAccounts(request: { cursor?: string | undefined; limit: number; locale: string }): Promise<AccountPage>
  getConnection(id: string, locale: string): Promise<ConnectionDetail>
  saveConnection(
    body: NewConnection,
    options: { idempotencyKey?: string | undefined; locale: string; signal?: AbortSignal },
  ): Promise<Account>
  updateConnection(update: {
    id: string
    rowVersion: number
    body: ConnectionUpdate
    locale: string
    signal?: AbortSignal
  }): Promise<Account>
  /** The connections of a file: all of it or nothing. Throws one failure for everything that is wrong. */
  applyConnections(input: ApplyConnections): Promise<AppliedConnections>
  exportConnections(): Promise<ExportedConnections>
  testConnection(body: ConnectionTrial, locale: string): Promise<TestResult>
  testAccount(id: string, locale: string): Promise<TestResult>
  renameAccount(input: { id: string; rowVersion: number; label: string; locale: string }): Promise<Account>
  listUses(id: string): Promise<AccountUses>
  listRecord(id: string): Promise<AccountRecord>
  listActivity(query: ActivityQuery): Promise<ActivityPage>
  shareAccount(request: { id: string; shared: boolean; locale: string }): Promise<Account>
  switchAccount(request: { id: string; to: string; locale: string }): Promise<SwitchResult>
  deleteAccount(id: string, rowVersion?: number): Promise<void>

  preview(body: PreviewRequest): Promise<Preview>
  runPreview(body: PreviewRun, locale: string): Promise<PreviewRunResult>
  /** Throws `not_found` where no project is previewed, `already_exists` for a file that somebody wrote. */
  saveTestData(body: TestDataRequest): Promise<SavedTestData>

  listProviders(): Promise<ProviderList>
  /** Throws `not_found`. */
  providerTemplate(connector: string): Promise<ProviderTemplate>
  loadProviders(input: LoadProvidersInput): Promise<ProviderLoaded>
  deleteProvider(id: string): Promise<void>
  /** Throws `not_found`, and `changed_meanwhile` where other hosts wait by now. */
  approveHosts(approval: { id: string; hosts: readonly string[] }): Promise<void>
  getConsent(providerId: string, locale: string): Promise<Consent>
  startAttempt(session: PageSession, body: NewAttempt): Promise<StartedAttempt>
  beginAttempt(session: PageSession, id: string): Promise<{ redirectTo: string }>
  /** The address is that of the page to go on at, once there is nothing to wait for. */
  watchDevice(session: PageSession, id: string): Promise<DeviceView | { redirectTo: string }>
  /** An empty slug: the return URL that several providers share. */
  finishAttempt(
    session: PageSession,
    callback: { connector: string; slug: string; query: string },
  ): Promise<{ attemptId: string; returnPath?: string | undefined }>
  /** Takes by hand what the browser could not bring back. */
  pasteReturn(session: PageSession, id: string, body: PastedReturn, locale: string): Promise<AttemptStatus>
  /** Tokens that were obtained elsewhere, in place of a sign-in. */
  pasteTokens(session: PageSession, body: PastedTokens, locale: string): Promise<AttemptStatus>
  getAttempt(session: PageSession, id: string, locale: string): Promise<AttemptStatus>
  /** A whole sign-in that saves nothing: see `ProviderTrial`. */
  startTrial(session: PageSession, providerId: string): Promise<StartedTrial>
  getTrial(session: PageSession, id: string): Promise<ProviderTrial>
  endTrial(session: PageSession, id: string): Promise<void>
  addLogin(session: PageSession, body: NewLogin): Promise<Account>

  createApiKey(body: NewApiKey): Promise<CreatedApiKey>
  listApiKeys(): Promise<ApiKeyList>
  revokeApiKey(id: string): Promise<void>
  rotateApiKey(id: string, body: KeyRotation): Promise<CreatedApiKey>

  /** For administrators only; the server asks who calls. */
  readonly webhooks: Webhooks

  listAllowedHosts(): Promise<AllowedHostList>
  /** Lets connections be opened to this host and port. Throws `invalid_input`. */
  allowHost(line: string): Promise<void>
  forbidHost(line: string): Promise<void>

  deployConnector(input: DeployInput): Promise<DeployResult>

  /** Where one is signed in. */
  listSessions(session: PageSession): Promise<SessionList>
  endSession(id: string): Promise<void>
  signOut(session: PageSession, everywhere: boolean): Promise<void>
  becomeFirstAdmin(code: string): Promise<void>

  /** For administrators only; the server asks who calls. */
  listPeople(): Promise<People>
  changePerson(id: string, change: PersonChange): Promise<PersonView>
  listAllAccounts(request: AllAccountsRequest): Promise<OwnedAccountPage>
  suspendAccount(id: string, suspended: boolean): Promise<OwnedAccount>
  deleteAnyAccount(id: string): Promise<void>
  /** What is the caller's own becomes somebody else's: their id, name, or what the sign-in service calls them. */
  handOver(who: string, options?: { dryRun?: boolean }): Promise<HandedOver>
}

/**
 * Every use-case, wired. Server and command line see nothing else of the program. Its own `UserApp` is that of the
 * built-in user, for the command line; requests take the one of whoever asks, by `as`.
 */
export interface App extends UserApp {
  info(): Pick<Session, 'mode' | 'publicUrl' | 'version' | 'environment' | 'runnerLevel'>
  /** What the page is told about whoever is there. */
  describeSession(person: Omit<Person, 'subject'>): Promise<Session>
  readonly log: AppLog
  /** How often somebody may ask. */
  readonly limits: Limits
  /** Whatever `work` does stands in the record of who did what as caused from this address. */
  calledFrom<T>(address: string, work: () => T): T
  /** Settles when the folders of connectors were read: before, lists are empty and no type is found. */
  connectorsRead(): Promise<void>
  /** Set when the key file was made at this start: tell people to back it up apart from the data. */
  readonly newKeyFile: string | undefined
  /** Makes the first administrator, once; only where there is none and no group decides. Print it, keep it nowhere. */
  readonly firstAdminCode: string | undefined
  /** How connector code is contained, and how its runs go. */
  runnerHealth(): RunnerHealth
  returnAddress: ReturnAddress
  /** The built-in user, who is also administrator. */
  readonly localPerson: Person
  /** What this user can do. */
  as(who: Actor): UserApp
  /** The session of this cookie, or a new one when it is unknown, too old or missing. */
  openSession(cookie: string | undefined): Promise<OpenedSession>
  /** The session of this cookie; undefined when it is unknown, too old or missing. */
  findSession(cookie: string | undefined): Promise<SignedIn | undefined>
  /** True while this session is neither over nor ended. Does not keep it alive. */
  isOpenSession(session: PageSession): Promise<boolean>
  /** Only in `team` mode with a sign-in service. */
  readonly oidc: OidcSignIn | undefined
  /** A new session for somebody who was vouched for. Throws `forbidden` for one who was shut out. */
  signIn(who: Identity, browser: SigningBrowser): Promise<OpenedSession & Person>
  getValidator(hash: string): Promise<{ code: string; cache: 'immutable' | 'no-store' } | undefined>

  /** Throws `unauthorized` unless the header is `Bearer fck_…` of a key that is known, not revoked and not over. */
  authenticateKey(authorization: string | undefined): KeyGrant | Promise<KeyGrant>
  /** What the key may deploy. Throws `forbidden` without the scope `deploy`. */
  deployFor(grant: KeyGrant): Deployer
  /** The owner's connections as code. Throws `forbidden` without the scope `connections:write`, or `:read`. */
  applyConnectionsFor(grant: KeyGrant, input: ApplyConnections): Promise<AppliedConnections>
  exportConnectionsFor(grant: KeyGrant): Promise<ExportedConnections>
  /** Throws `forbidden` without the scope `webhooks:write`. */
  webhooksFor(grant: KeyGrant): Webhooks
  /** As a person switches and deletes, for the key's owner or a user of its host. */
  switchAccountFor(grant: KeyGrant, request: UseSwitch): Promise<SwitchResult>
  deleteAccountFor(grant: KeyGrant, id: string, onBehalfOf: string | undefined): Promise<void>
  declareUses(grant: KeyGrant, consumer: string, body: UseDeclaration): Promise<ConsumerUses>
  getUses(grant: KeyGrant, consumer: string): Promise<ConsumerUses>
  readCredential(grant: KeyGrant, request: CredentialRequest): Credential | Promise<Credential>
  /** The same by an id alone, with the check of the key: one round trip for all of it. `admit` may refuse the key. */
  readCredentialWithKey(
    authorization: string | undefined,
    id: string,
    admit: (grant: KeyGrant) => void,
  ): Credential | Promise<Credential>

  /** Connect sessions (security.md §6.5): begun by a host's key, opened and completed by a window, claimed by the key. */
  startConnectSession(grant: KeyGrant, body: NewConnectSession): Promise<StartedConnectSession>
  openConnectSession(token: string): Promise<OpenedConnectSession>
  /** The connect session of this cookie; undefined when it is unknown, over, or not one. */
  findConnectSession(cookie: string | undefined): Promise<ConnectVisit | undefined>
  completeConnectSession(visit: ConnectVisit, body: ConnectCompletion): Promise<CompletedConnect>
  claimConnectSession(grant: KeyGrant, body: ConnectClaim): Promise<ClaimedConnect>

  resolveInputs(grant: KeyGrant, request: InputsRequest): Promise<ResolvedInputs>
  /** Throws `database_unavailable` unless the data can be read now. */
  checkReady(): Promise<void>
  metrics(): Promise<Metric[]>
  /** How this instance stands; answers also while its data cannot be read. */
  health(): Promise<Health>
  /** Checks the whole record of who did what. */
  verifyAudit(): Promise<AuditCheck>

  subscribe(listener: (event: PageEvent) => void): () => void
  close(): Promise<void>
}
