import type { ApiKeyRow, SessionRow } from './access-types.ts'
import type { AuditMark, AuditRow } from './audit-types.ts'
import { type Encoded, makeCodec } from './codec.ts'
import type { ConnectSessionRow, UserRow } from './connect-types.ts'
import type { DataKeyRow, NodeRow } from './instance-types.ts'
import type { RevocationRow } from './revocation-types.ts'
import type { AccountRow, AttemptRow, GrantRow, JournalRow, ProviderRow } from './types.ts'
import type { UseRow } from './use-types.ts'
import type { DeliveryRow, WebhookRow } from './webhook-types.ts'

interface MetaRow {
  workspaceId: string
  key: string
  value: string
}

interface IdempotencyRow {
  workspaceId: string
  userId: string
  key: string
  requestHash: string
  answer: string | null
  createdAt: number
}

/** The tables as kysely sees them; migrations make them. */
export interface Database {
  schema: { version: number; min_reader: number }
  meta: Encoded<MetaRow>
  data_keys: Encoded<DataKeyRow>
  accounts: Encoded<AccountRow>
  grants: Encoded<GrantRow>
  token_journal: Encoded<JournalRow>
  providers: Encoded<ProviderRow>
  oauth_attempts: Encoded<AttemptRow>
  api_keys: Encoded<ApiKeyRow>
  sessions: Encoded<SessionRow>
  uses: Encoded<UseRow>
  audit: Encoded<AuditRow>
  audit_marks: Encoded<AuditMark>
  audit_spools: { workspace_id: string; name: string; bytes: number }
  users: Encoded<UserRow>
  connect_sessions: Encoded<ConnectSessionRow>
  idempotency: Encoded<IdempotencyRow>
  nodes: Encoded<NodeRow>
  limit_counts: { workspace_id: string; name: string; count: number; ends_at: number }
  limit_shares: { workspace_id: string; node: string; name: string; count: number; at: number }
  revocations: Encoded<RevocationRow>
  webhooks: Encoded<WebhookRow>
  webhook_deliveries: Encoded<DeliveryRow>
}

export const CODECS = {
  dataKeys: makeCodec<DataKeyRow>(),
  accounts: makeCodec<AccountRow>(),
  grants: makeCodec<GrantRow>(['scopes']),
  journal: makeCodec<JournalRow>(),
  providers: makeCodec<ProviderRow>(),
  attempts: makeCodec<AttemptRow>(['scopesAsked', 'error']),
  apiKeys: makeCodec<ApiKeyRow>(['scopes']),
  sessions: makeCodec<SessionRow>(),
  uses: makeCodec<UseRow>(),
  audit: makeCodec<AuditRow>(),
  auditMarks: makeCodec<AuditMark>(),
  users: makeCodec<UserRow>(),
  connectSessions: makeCodec<ConnectSessionRow>(['connectors']),
  nodes: makeCodec<NodeRow>(),
  revocations: makeCodec<RevocationRow>(),
  webhooks: makeCodec<WebhookRow>(['events']),
  deliveries: makeCodec<DeliveryRow>(),
}
