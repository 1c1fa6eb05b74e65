/** What `flow-connections/client` gives to the backend of a workflow editor or engine. */
import type {
  ApplyConnectionsAnswer,
  ApplyConnectionsBody,
  ClaimConnectSessionAnswer,
  ClaimConnectSessionBody,
  Credential,
  CredentialRequest,
  DeclareUsesAnswer,
  DeclareUsesBody,
  ExportConnectionsAnswer,
  Problem,
  ResolveInputsAnswer,
  ResolveInputsBody,
  StartConnectSessionAnswer,
  StartConnectSessionBody,
  SwitchUsesAnswer,
  SwitchUsesBody,
} from './operations.js'

export type * from './operations.js'

export interface FlowClientOptions {
  /** Where Flow Connections is: https, or http on this computer. No path. */
  url: string
  /** `fck_…`. It goes to `url` and nowhere else. */
  key: string
  /** Milliseconds until a call fails with `unreachable`; 30,000 without it. */
  timeoutMs?: number
  /** In place of the built-in `fetch`, for example behind a proxy. */
  fetch?: typeof globalThis.fetch
}

/** Of one call. */
export interface CallOptions {
  signal?: AbortSignal
}

/** Every call rejects with a `FlowError`. */
export interface FlowClient {
  /** What an action would receive, and until when: by `id`, or by `connector` and `label`. */
  readCredential(request: CredentialRequest, options?: CallOptions): Promise<Credential>
  /** At most 100. Each has its answer or its problem, in the order of the requests. */
  readCredentials(requests: CredentialRequest[], options?: CallOptions): Promise<(Credential | Problem)[]>
  /** The input of an action with every picker filled in. */
  resolveInputs(request: ResolveInputsBody, options?: CallOptions): Promise<ResolveInputsAnswer>
  /** Everything that a workflow uses from now on. */
  declareUses(consumer: string, uses: DeclareUsesBody, options?: CallOptions): Promise<DeclareUsesAnswer>
  getUses(consumer: string, options?: CallOptions): Promise<DeclareUsesAnswer>
  /** Every use of one entry gets another one of the same service, which is tested first. */
  switchUses(request: SwitchUsesBody, options?: CallOptions): Promise<SwitchUsesAnswer>
  /** Refused with `in_use` while a workflow uses it. */
  deleteAccount(id: string, options?: CallOptions & { onBehalfOf?: string }): Promise<void>
  /** A window in which the end user may add an entry. */
  startConnectSession(session: StartConnectSessionBody, options?: CallOptions): Promise<StartConnectSessionAnswer>
  /** Gives the entry to the end user, who has to be the user of the host's own session. */
  claimConnectSession(claim: ClaimConnectSessionBody, options?: CallOptions): Promise<ClaimConnectSessionAnswer>
  applyConnections(request: ApplyConnectionsBody, options?: CallOptions): Promise<ApplyConnectionsAnswer>
  exportConnections(options?: CallOptions): Promise<ExportConnectionsAnswer>
}

/** Throws `TypeError` for an address or a key that cannot be one. */
export function createClient(options: FlowClientOptions): FlowClient

/** A failure with a code of docs/errors.md, or `unreachable` where nobody answered. Holds no credential and no key. */
export class FlowError extends Error {
  /** `problem`: what stands in a place of `readCredentials`. */
  constructor(problem: Pick<Problem, 'code' | 'detail'> & Partial<Problem>, cause?: unknown)
  readonly code: string
  /** Of the answer; 0 without one. */
  readonly status: number
  /** Words for people, safe to show. */
  readonly detail: string
  /** The same call may work later. */
  readonly retryable: boolean
  /** Seconds to wait before that, where the server says so. */
  readonly retryAfter: number | undefined
  /** What is wrong with single values, by JSON Pointer. */
  readonly errors: NonNullable<Problem['errors']>
  /** Of the request, as the server's log knows it. */
  readonly instance: string | undefined
}

/** True for the places of `readCredentials` that hold a problem. */
export function isProblem(answer: Credential | Problem): answer is Problem
