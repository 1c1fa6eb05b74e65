import { resolveText } from '#schema/texts.ts'
import type { Account } from '#shared/contract/accounts.ts'
import { AppError } from '#shared/errors/app-error.ts'
import type { AccountRow } from '#store/types.ts'
import { openAccountValue } from './account-value.ts'
import type { AppContext } from './context.ts'

/** A stored account as the page sees it: no value that was typed, and `unreadable` where its value cannot be opened. */
export async function describeAccount(context: AppContext, row: AccountRow, locale: string): Promise<Account> {
  const kindParts =
    row.kind === 'connection' ? await describeConnection(context, row, locale) : await describeLogin(context, row)
  const readable = isReadable(context, row)
  return {
    id: row.id,
    kind: row.kind,
    service: row.service,
    type: row.type,
    version: row.version,
    label: row.label,
    state: readable ? row.state : 'unreadable',
    ...(row.message === null ? {} : { message: row.message }),
    ...(row.lastTestedAt === null ? {} : { lastTestedAt: isoTime(row.lastTestedAt) }),
    createdAt: isoTime(row.createdAt),
    updatedAt: isoTime(row.updatedAt),
    rowVersion: row.rowVersion,
    ...kindParts,
  }
}

type KindParts = Pick<Account, 'typeLabel' | 'testable' | 'account' | 'providerId' | 'scopes' | 'expiresAt'>

async function describeConnection(context: AppContext, row: AccountRow, locale: string): Promise<KindParts> {
  const found = context.catalogue.findConnection(row.type, row.version) ?? context.catalogue.findConnection(row.type)
  if (!found) return { typeLabel: row.type, testable: false }
  const exported = await context.catalogue.inspect(found)
  const texts = context.catalogue.texts(found.connector, locale)
  return { typeLabel: resolveText(found.artifact.label, texts), testable: exported.validate }
}

async function describeLogin(context: AppContext, row: AccountRow): Promise<KindParts> {
  const [provider, grant] = await Promise.all([
    row.providerId === null ? null : context.store.providers.get(row.providerId),
    context.store.grants.byLogin(row.id, row.ownerId),
  ])
  return {
    typeLabel: `OAuth · ${provider?.displayName ?? row.type}`,
    testable: provider !== null && grant !== null,
    ...(row.providerId === null ? {} : { providerId: row.providerId }),
    ...(grant?.scopes ? { scopes: grant.scopes } : {}),
    ...(grant?.accessExpiresAt ? { expiresAt: isoTime(grant.accessExpiresAt) } : {}),
  }
}

function isReadable(context: AppContext, row: AccountRow): boolean {
  try {
    openAccountValue(context, row)
    return true
  } catch (error) {
    if (error instanceof AppError && error.code === 'unreadable') return false
    throw error
  }
}

function isoTime(ms: number): string {
  return new Date(ms).toISOString()
}
