// Made from docs/openapi.json: vitest -u test/client-types writes it anew.

export type Problem = {
  type: string
  title: string
  status: number
  code: string
  detail: string
  instance: string
  retryable: boolean
  retryAfter?: number
  errors?: ({
    pointer: string
    code: string
    detail: string
    hint?: string
  })[]
  next?: Record<string, string>
}

export type CredentialRequest = {
  id?: string
  connector?: string
  label?: string
  owner?: string
  consumer?: string
  minTtl?: number
  onBehalfOf?: string
  rejectedVersion?: number
  call?: {
    method: string
    url: string
    nonce?: string
  }
}

export type Credential = {
  kind: 'connection' | 'oauth2' | 'oauth1'
  value: unknown
  request?: {
    headers: Record<string, string>
    query: Record<string, string>
  }
  expiresAt: string | null
  credVersion: number
  auth: {
    scope: string | null
    params: Record<string, unknown>
    account: string | null
    tokens?: Record<string, {
      value: string
      expiresAt: string | null
    }>
  }
}

export type KeptConnection = {
  label: string
  type: string
  version?: string
  shared?: boolean
  values: Record<string, unknown>
}

export type ReadCredentialsBody = CredentialRequest | CredentialRequest[]

export type ReadCredentialsAnswer = Credential | (Credential | Problem)[]

export type ResolveInputsBody = {
  action: string
  input: Record<string, unknown>
  onBehalfOf?: string
  consumer?: string
}

export type ResolveInputsAnswer = {
  input: Record<string, unknown>
}

export type DeclareUsesBody = {
  title: string
  owner?: string
  onBehalfOf?: string
  ids: string[]
}

export type DeclareUsesAnswer = {
  consumer: string
  uses: ({
    id: string
    now: string
  })[]
}

export type GetUsesAnswer = DeclareUsesAnswer

export type SwitchUsesBody = {
  from: string
  to: string
  onBehalfOf?: string
}

export type SwitchUsesAnswer = {
  switched: number
}

export type StartConnectSessionBody = {
  endUser: string
  origin: string
  connectors?: string[]
  mode?: 'pick' | 'add'
  returnUrl?: string
}

export type StartConnectSessionAnswer = {
  id: string
  token: string
  url: string
  expiresAt: string
}

export type ClaimConnectSessionBody = {
  code: string
  endUser: string
}

export type ClaimConnectSessionAnswer = {
  sessionId: string
  account: {
    id: string
    kind: 'connection' | 'login'
    service: string
    type: string
    label: string
  }
}

export type ApplyConnectionsBody = {
  connections: KeptConnection[]
  dryRun: boolean
}

export type ApplyConnectionsAnswer = {
  lines: ({
    label: string
    type: string
    version: string
    outcome: 'created' | 'updated' | 'unchanged'
    changes: string[]
    secrets: string[]
  })[]
}

export type DeleteAccountAnswer = unknown

export type ExportConnectionsAnswer = {
  connections: KeptConnection[]
  left: ({
    label: string
    detail: string
  })[]
}
