import type { Credential, CredentialRequest } from '#shared/contract/credentials.ts'
import { AppError } from '#shared/errors/app-error.ts'
import { isId } from '#shared/ids.ts'
import { type Soon, soon } from '#store/soon.ts'
import type { GrantRow, HotAccount } from '#store/types.ts'
import { asConnectionValue, FORGOTTEN, FORGOTTEN_WORDS, openAccountValue } from './account-value.ts'
import { actedFor, noEntryForKey } from './acting-for.ts'
import type { KeyGrant } from './app.ts'
import type { KeyJudge } from './authenticate-key.ts'
import type { AppContext } from './context.ts'
import { needsReconnect } from './logins/needs-reconnect.ts'
import { requireReleased } from './require-released.ts'
import { usedEntries } from './used-entries.ts'

type ReadLoginToken = (row: HotAccount, request: CredentialRequest, grant?: GrantRow | null) => Soon<Credential>

interface ReadCredential {
  (grant: KeyGrant, request: CredentialRequest): Soon<Credential>
  /** The same by an id alone, for a key that is yet to be judged: one statement for all. `admit` may throw. */
  withKey(authorization: string | undefined, id: string, admit: (grant: KeyGrant) => void): Soon<Credential>
}

/**
 * What an action would receive, for the holder of an API key (flow-format.md §14). By `id` of a connection key,
 * row and decryption are all it does, and one line on record. Throws `forbidden`, `not_found`, `ambiguous`,
 * `suspended`, `unreadable`, and for logins `needs_reconnect` or `temporarily_unavailable`.
 */
export function makeReadCredential(
  context: AppContext,
  { readLoginToken, keys }: { readLoginToken: ReadLoginToken; keys: KeyJudge },
): ReadCredential {
  const used = context.config.retestHours > 0 ? usedEntries(context, 'connection') : undefined
  // Noted before it is answered: what is not on record is not handed out.
  const release = (row: HotAccount, request: CredentialRequest, { keyId, known }: Releasing) =>
    soon(
      row.kind === 'login' ? readLoginToken(row, request, known) : connectionCredential(context, row, used),
      credential => {
        const reason = request.consumer ?? request.onBehalfOf ?? ''
        context.audit.note({ actor: keyId, action: 'credential-released', object: row.id, outcome: 'ok', reason })
        return credential
      },
    )
  const readFor = (grant: KeyGrant, request: CredentialRequest): Soon<Credential> => {
    requireRight(grant, request)
    const forOther = request.onBehalfOf !== undefined && request.onBehalfOf !== grant.ownerId
    if (!forOther) return read(grant, request)
    return actedFor(context, grant, request.onBehalfOf ?? '').then(ownerId => read({ ...grant, ownerId }, request))
  }
  return Object.assign(readFor, { withKey })
  function withKey(authorization: string | undefined, id: string, admit: (grant: KeyGrant) => void): Soon<Credential> {
    const hash = keys.hashOf(authorization)
    return soon(context.store.accounts.getWithKeyHot(isEntry(id) ? id : '', hash), ({ key, account, grant: known }) => {
      const grant = keys.judge(key)
      admit(grant)
      requireRight(grant, {})
      return release(requireFree(account), {}, { keyId: grant.keyId, known })
    })
  }
  function read(grant: KeyGrant, request: CredentialRequest): Soon<Credential> {
    const { id, connector, label, consumer } = request
    if (id !== undefined && consumer !== undefined) {
      return switched(context, grant, { id, consumer }).then(row => release(row, request, grant))
    }
    if (id !== undefined) {
      const row = isEntry(id) ? context.store.accounts.getHot(id, grant) : null
      return soon(row, found => release(requireFree(found), request, grant))
    }
    if (connector !== undefined && label !== undefined) {
      return findByLabel(context, grant, { connector, label }).then(row => release(row, request, grant))
    }
    throw new AppError('invalid_input', {
      detail: 'Name the entry by "id", or by "connector" and "label".',
      fields: [{ pointer: connector === undefined ? '/id' : '/label', code: 'required', detail: 'This is missing.' }],
    })
  }
}

interface Releasing extends Pick<KeyGrant, 'keyId'> {
  known?: GrantRow | null
}

function isEntry(id: string): boolean {
  return isId('con', id) || isId('log', id)
}

/** What was found may be used; a suspended one is released to nobody. */
function requireFree<Row extends HotAccount>(row: Row | null): Row {
  if (!row) throw noEntryForKey()
  requireReleased(row)
  return row
}

function requireRight(grant: KeyGrant, request: CredentialRequest): void {
  if (!grant.scopes.includes('credentials:read')) {
    throw new AppError('forbidden', { detail: 'This API key may not read credentials.' })
  }
  const { owner, onBehalfOf } = request
  const named = (user: string | undefined) => user !== undefined && user !== grant.ownerId
  const mayAct = grant.scopes.includes('act-as-user') && (owner === undefined || owner === onBehalfOf)
  if ((named(owner) || named(onBehalfOf)) && !mayAct) {
    throw new AppError('forbidden', { detail: 'This API key acts for its own owner only.' })
  }
}

function connectionCredential(context: AppContext, row: HotAccount, used: Set<string> | undefined): Credential {
  used?.add(row.id)
  const value = openAccountValue(context, row)
  if (value === FORGOTTEN) throw needsReconnect(row, FORGOTTEN_WORDS)
  return {
    kind: 'connection',
    value: asConnectionValue(value).handle,
    expiresAt: null,
    credVersion: row.valueVersion,
    auth: { scope: null, params: {}, account: null },
  }
}

/** What this workflow gets for the id that stands in it (flow-format.md §12.5, Switch). */
async function switched(
  { store }: AppContext,
  grant: KeyGrant,
  { id, consumer }: { id: string; consumer: string },
): Promise<HotAccount> {
  const uses = await store.uses.ofConsumer(grant.workspaceId, consumer)
  const now = uses.find(use => use.pickedId === id)?.accountId ?? id
  return requireFree(await store.accounts.getHot(now, grant))
}

async function findByLabel(
  { store }: AppContext,
  grant: KeyGrant,
  { connector, label }: { connector: string; label: string },
): Promise<HotAccount> {
  const { workspaceId, ownerId } = grant
  const [row, second] = await store.accounts.findByLabel({ workspaceId, ownerId, connector, label })
  if (!row || !second) return requireFree(row ?? null)
  throw new AppError('ambiguous', { detail: 'Several entries have this label. Name the one you mean by its "id".' })
}
