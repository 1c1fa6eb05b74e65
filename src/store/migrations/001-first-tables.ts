import type { ColumnWords, Migration } from '../migration.ts'

/** Every table but `schema` has `workspace_id` from the start (security.md §6.0). */
export const firstTables: Migration = {
  version: 1,
  minReader: 1,
  statements: ({ int, bytes, text, end }: ColumnWords) => [
    `create table meta (
      workspace_id ${text} not null, key ${text} not null, value ${text} not null,
      primary key (workspace_id, key))${end}`,

    `create table data_keys (
      kid ${bytes} primary key, workspace_id ${text} not null, wrapped ${bytes} not null, alg ${text} not null,
      state ${text} not null check (state in ('active', 'retiring', 'retired')),
      created_at ${int} not null, uses ${int} not null)${end}`,
    `create unique index data_keys_active on data_keys (workspace_id) where state = 'active'`,

    `create table providers (
      id ${text} primary key, workspace_id ${text} not null, connector ${text} not null, display_name ${text} not null,
      slug ${text} not null, config ${text} not null, hosts ${text} not null, secret ${bytes},
      row_version ${int} not null, created_at ${int} not null, updated_at ${int} not null)${end}`,
    'create unique index providers_name on providers (workspace_id, connector, display_name)',
    'create unique index providers_slug on providers (workspace_id, connector, slug)',

    `create table accounts (
      id ${text} primary key, workspace_id ${text} not null, owner_id ${text} not null,
      kind ${text} not null check (kind in ('connection', 'login')),
      service ${text} not null, type ${text} not null, version ${text} not null,
      provider_id ${text} references providers (id), label ${text} not null,
      state ${text} not null check (state in ('ok', 'not tested', 'failing', 'needs reconnect')),
      message ${text}, last_tested_at ${int}, value ${bytes} not null, value_version ${int} not null,
      row_version ${int} not null, created_at ${int} not null, updated_at ${int} not null)${end}`,
    'create unique index accounts_label on accounts (workspace_id, owner_id, label)',
    'create index accounts_order on accounts (workspace_id, service, label, id)',
    'create index accounts_provider on accounts (provider_id)',

    `create table grants (
      id ${text} primary key, workspace_id ${text} not null,
      login_id ${text} not null references accounts (id) on delete cascade,
      user_id ${text} not null, provider_id ${text} not null, config_version ${text} not null,
      status ${text} not null check (status in ('ok', 'failing', 'needs_reconnect')), reason ${text},
      cred ${bytes} not null, cred_version ${int} not null, access_expires_at ${int}, refresh_after ${int},
      lease_owner ${text}, lease_until ${int}, lease_epoch ${int} not null,
      fail_class ${text}, fail_count ${int} not null, next_try_at ${int}, last_ok_at ${int},
      account ${bytes}, account_hash ${text}, scopes ${text},
      created_at ${int} not null, updated_at ${int} not null)${end}`,
    'create unique index grants_login on grants (login_id, user_id)',
    'create index grants_provider on grants (provider_id)',

    `create table token_journal (
      id ${text} primary key, workspace_id ${text} not null,
      grant_id ${text} not null references grants (id) on delete cascade,
      lease_epoch ${int} not null, base_version ${int} not null, received_at ${int} not null,
      answer ${bytes} not null, applied_at ${int})${end}`,
    'create index token_journal_open on token_journal (grant_id) where applied_at is null',

    `create table oauth_attempts (
      id ${text} primary key, workspace_id ${text} not null, lookup_hash ${text} unique, session_hash ${text} not null,
      user_id ${text} not null, context_id ${text} not null, provider_id ${text} not null, config_version ${text} not null,
      redirect_uri ${text} not null, purpose ${text} not null check (purpose in ('new', 'reconnect', 'test')),
      login_id ${text}, secrets ${bytes}, "grant" ${bytes}, issuer ${text}, scopes_asked ${text} not null,
      mode ${text} not null check (mode in ('popup', 'page')), return_path ${text},
      status ${text} not null check (status in
        ('created', 'started', 'exchanging', 'granted', 'added', 'failed', 'choose_account', 'expired')),
      error ${text}, result_id ${text}, created_at ${int} not null, expires_at ${int} not null)${end}`,
    'create index oauth_attempts_age on oauth_attempts (created_at)',

    `create table api_keys (
      id ${text} primary key, workspace_id ${text} not null, owner_id ${text} not null, name ${text} not null,
      start ${text} not null, hash ${bytes} not null unique, scopes ${text} not null,
      created_at ${int} not null, expires_at ${int}, last_used_at ${int}, revoked_at ${int})${end}`,
    'create index api_keys_owner on api_keys (owner_id)',

    `create table sessions (
      hash ${text} primary key, workspace_id ${text} not null, user_id ${text} not null,
      created_at ${int} not null, last_seen_at ${int} not null, expires_at ${int} not null)${end}`,

    `create table idempotency (
      workspace_id ${text} not null, user_id ${text} not null, key ${text} not null,
      request_hash ${text} not null, answer ${text}, created_at ${int} not null,
      primary key (workspace_id, user_id, key))${end}`,
  ],
}
