import type { ColumnWords, Migration } from '../migration.ts'

/**
 * People beside the built-in user, and windows that a host's page opens (security.md §6). `line` ties a key to the one
 * that replaces it; null, for keys from before: the key's own id.
 */
export const usersAndConnectSessions: Migration = {
  version: 7,
  minReader: 1,
  statements: ({ int, text, end }: ColumnWords) => [
    `create table users (
      id ${text} primary key, workspace_id ${text} not null, issuer ${text} not null, subject ${text} not null,
      name ${text}, role ${text} not null check (role in ('admin', 'member')),
      created_at ${int} not null, last_seen_at ${int}, disabled_at ${int})${end}`,
    'create unique index users_subject on users (workspace_id, issuer, subject)',

    `create table connect_sessions (
      id ${text} primary key, workspace_id ${text} not null, key_line ${text} not null, end_user ${text} not null,
      mode ${text} not null check (mode in ('pick', 'add')), connectors ${text}, origin ${text} not null, return_url ${text},
      token_hash ${text} not null unique, session_hash ${text} unique, code_hash ${text} unique, account_id ${text},
      status ${text} not null check (status in ('started', 'opened', 'completed', 'claimed', 'refused', 'expired')),
      created_at ${int} not null, expires_at ${int} not null)${end}`,
    'create index connect_sessions_age on connect_sessions (expires_at)',

    `alter table api_keys add column line ${text}`,
  ],
}
