import { resolveText } from '#schema/texts.ts'
import type { Account } from '#shared/contract/accounts.ts'
import { AppError } from '#shared/errors/app-error.ts'
import { isObject, own } from '#shared/json.ts'
import type { AccountRow, ProviderRow } from '#store/types.ts'
import { openAccountValue } from './account-value.ts'
import type { AppContext } from './context.ts'
import { exportsForList } from './exports-for-list.ts'
import { openIdentity, openTokens } from './logins/grant-tokens.ts'
import { scopeHint } from './logins/scope-names.ts'
import { accessEnd, endWarning, signInEnd } from './logins/sign-in-end.ts'
import { savedType } from './saved-type.ts'

/** A stored account as the page sees it: no value that was typed, and `unreadable` where its value cannot be opened. */
export async function describeAccount(context: AppContext, row: AccountRow, locale: string): Promise<Account> {
  const { readable, warning, ...kindParts } =
    row.kind === 'connection'
      ? await describeConnection(context, row, locale)
      : await describeLogin(context, row, locale)
  const opened = tryOpen(() => openAccountValue(context, row)) !== undefined
  return {
    id: row.id,
    kind: row.kind,
    service: row.service,
    type: row.type,
    version: row.version,
    label: row.label,
    ...(readable && opened ? stateOf(row) : { state: 'unreadable' as const }),
    ...(row.suspendedAt !== null ? {} : row.message === null ? warning : { message: row.message }),
    ...(row.lastTestedAt === null ? {} : { lastTestedAt: isoTime(row.lastTestedAt) }),
    createdAt: isoTime(row.createdAt),
    updatedAt: isoTime(row.updatedAt),
    rowVersion: row.rowVersion,
    shared: row.sharedAt !== null,
    ...kindParts,
    ...(row.suspendedAt === null ? {} : { testable: false }),
    ...(await sharer(context, row)),
  }
}

export function stateOf({ state, stateSince, suspendedAt }: AccountRow): Pick<Account, 'state' | 'stateSince'> {
  if (suspendedAt !== null) return { state: 'suspended', stateSince: isoTime(suspendedAt) }
  return { state, ...(stateSince === null ? {} : { stateSince: isoTime(stateSince) }) }
}

/** Nothing for one's own. */
async function sharer({ store, owner }: AppContext, { ownerId }: AccountRow): Promise<{ sharedBy?: string }> {
  if (ownerId === owner.userId) return {}
  const user = await store.users.get(ownerId)
  return { sharedBy: user?.name ?? user?.subject ?? '' }
}

type KindParts = Pick<
  Account,
  'typeLabel' | 'testable' | 'formVersion' | 'account' | 'providerId' | 'scopes' | 'pasted' | 'expiresAt'
> & {
  readable: boolean
  /** Said where the last test left nothing to say. */
  warning?: { message?: string }
}

async function describeConnection(context: AppContext, row: AccountRow, locale: string): Promise<KindParts> {
  const made = savedType(context, row, 'made')
  const edited = savedType(context, row, 'edit')
  const found = made ?? edited
  if (!found) return { typeLabel: row.type, testable: false, readable: true }
  const exported = await exportsForList(context, found)
  const texts = context.catalogue.texts(found.connector, locale)
  const typeLabel = resolveText(found.artifact.label, texts) || row.type
  const formVersion = edited ? { formVersion: edited.artifact.version } : {}
  return { typeLabel, testable: made !== undefined && exported.validate, readable: true, ...formVersion }
}

async function describeLogin(context: AppContext, row: AccountRow, locale: string): Promise<KindParts> {
  const [provider, grant] = await Promise.all([
    row.providerId === null ? null : context.store.providers.get(row.providerId),
    context.store.grants.byLogin(row.id, row.ownerId),
  ])
  const identity = grant ? tryOpen(() => openIdentity(context, grant)) : {}
  const tokens = grant ? tryOpen(() => openTokens(context, grant)) : undefined
  const ends =
    tokens && provider
      ? { signIn: signInEnd(provider, tokens), access: accessEnd(provider, tokens) }
      : { signIn: undefined, access: undefined }
  const ending = endWarning(ends, context.store.now())
  const asked = tokens && provider && ending.message === undefined
  const account = identity?.label ?? identity?.id
  return {
    typeLabel: `OAuth · ${provider?.displayName ?? row.type}`,
    testable: grant !== null && provider !== null && hasValidateRequest(provider),
    readable: (grant === null || tokens !== undefined) && identity !== undefined,
    warning: asked ? await scopeHint(context, provider, { tokens, locale }) : ending,
    ...(account === undefined ? {} : { account }),
    ...(row.providerId === null ? {} : { providerId: row.providerId }),
    ...(grant?.scopes ? { scopes: grant.scopes } : {}),
    ...(tokens?.origin === 'pasted' ? { pasted: true } : {}),
    ...(grant?.accessExpiresAt ? { expiresAt: isoTime(grant.accessExpiresAt) } : {}),
  }
}

function hasValidateRequest(provider: ProviderRow): boolean {
  const config: unknown = JSON.parse(provider.config)
  return isObject(config) && isObject(own(config, 'validate'))
}

/** Undefined for what cannot be read: one such row must not break a list (security.md §2.1). */
function tryOpen<T>(open: () => T): T | undefined {
  try {
    return open()
  } catch (error) {
    if (error instanceof AppError && error.code === 'unreadable') return undefined
    throw error
  }
}

function isoTime(ms: number): string {
  return new Date(ms).toISOString()
}
