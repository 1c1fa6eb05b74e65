import type { Account } from '#shared/contract/accounts.ts'
import type { LoginType, Picker } from '#shared/contract/connectors.ts'
import { compareLabels } from '../../lib/compare-labels.ts'
import { matchesQuery } from '../../lib/match-text.ts'
import { t } from '../../lib/t.ts'

/** One line of a picker's list. */
export type PickerOption =
  | { kind: 'add'; key: string; label: string; providerId?: string }
  | { kind: 'account'; key: string; label: string; account: Account }
  /** Says why nothing can be added; cannot be chosen. */
  | { kind: 'note'; key: string; label: string }

/** Add entries first, then own entries A–Z (flow-format.md §12.2). */
export function pickerOptions(
  picker: Picker,
  accounts: readonly Account[],
  loginType: LoginType | undefined,
  query: string,
): PickerOption[] {
  const own = accounts
    .filter(account => fits(picker, account))
    .filter(account => query === '' || matchesQuery(query, [account.label, account.account ?? '']))
    .sort((a, b) => compareLabels(a.label, b.label))
    .map(account => ({ kind: 'account', key: account.id, label: account.label, account }) satisfies PickerOption)
  return [...addOptions(picker, loginType), ...own]
}

/** True when the entry is one this picker takes. */
function fits(picker: Picker, account: Account): boolean {
  const kind = picker.kind === 'connection' ? 'connection' : 'login'
  return account.kind === kind && account.type === picker.target
}

function addOptions(picker: Picker, loginType: LoginType | undefined): PickerOption[] {
  if (picker.kind === 'connection') return [{ kind: 'add', key: 'add-new', label: t('addNew') }]
  const title = loginType?.title ?? picker.target
  if (loginType?.unavailable) {
    return [
      { kind: 'note', key: 'unavailable', label: t('loginUnavailable', { title, reason: loginType.unavailable }) },
    ]
  }
  if (!loginType || loginType.providers.length === 0) {
    return [{ kind: 'note', key: 'no-provider', label: t('noProvider', { title }) }]
  }
  return loginType.providers.map(provider => ({
    kind: 'add',
    key: `add-${provider.id}`,
    label: t('addLogin', { name: provider.displayName }),
    providerId: provider.id,
  }))
}
