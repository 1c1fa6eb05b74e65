import { useState } from 'react'
import { useNavigate } from 'react-router'
import type { OwnedAccount } from '#shared/contract/accounts.ts'
import { Button } from '../components/button.tsx'
import { EmptyState } from '../components/empty-state.tsx'
import { ErrorBanner } from '../components/error-banner.tsx'
import { ErrorState } from '../components/error-state.tsx'
import type { MenuEntry } from '../components/menu.tsx'
import { PageHead } from '../components/page-head.tsx'
import { SearchInput } from '../components/search-input.tsx'
import { SelectInput } from '../components/select-input.tsx'
import { SkeletonRows } from '../components/skeleton-rows.tsx'
import { stateWord } from '../components/state-word.tsx'
import { DeleteOwned } from '../features/all-accounts/delete-owned.tsx'
import { OwnedList } from '../features/all-accounts/owned-list.tsx'
import { ownedWords } from '../features/all-accounts/owned-words.ts'
import { changeSuspension, SuspendAccount } from '../features/all-accounts/suspend-account.tsx'
import { AdministrationLinks } from '../features/shell/main-links.tsx'
import { connectorsQuery } from '../lib/queries.ts'
import { showToast } from '../lib/toasts.ts'
import { useAddress } from '../lib/use-address.ts'
import { useMutation } from '../lib/use-mutation.ts'
import { usePages } from '../lib/use-pages.ts'
import { useQuery } from '../lib/use-query.ts'
import { t } from '../lib/words-oversight.ts'

const STATES = ['ok', 'not tested', 'failing', 'needs reconnect', 'suspended'] as const

/** "All accounts": what everybody saved, for administrators. What is shown stands in the address. */
export function Component() {
  const { params, change } = useAddress()
  const state = STATES.find(name => name === params.get('state')) ?? ''
  const q = params.get('q') ?? ''
  const list = usePages<OwnedAccount>('/api/page/all-accounts', { q, state })
  const connectors = useQuery(connectorsQuery).data?.items ?? []
  const navigate = useNavigate()
  const [asked, setAsked] = useState<{ what: 'suspend' | 'delete'; item: OwnedAccount } | undefined>()
  const close = () => setAsked(undefined)
  const put = (changed: OwnedAccount) => list.change(one => (one.id === changed.id ? changed : one))
  const resume = useMutation({
    run: (item: OwnedAccount) => changeSuspension(item, false),
    onSuccess: changed => {
      put(changed)
      showToast(t('resumeDone', ownedWords(changed, connectors)))
    },
  })
  const suspended = (changed: OwnedAccount) => {
    close()
    put(changed)
    const undo = { label: t('resume'), run: () => resume.mutate(changed) }
    showToast(t('suspendDone', ownedWords(changed, connectors)), undo)
  }
  const removed = (item: OwnedAccount) => {
    close()
    list.change(one => (one.id === item.id ? undefined : one))
    showToast(t('removeDone', ownedWords(item, connectors)))
  }
  const menuOf = (item: OwnedAccount): MenuEntry[] => [
    item.state === 'suspended'
      ? { label: t('resume'), icon: 'play', run: () => resume.mutate(item) }
      : { label: t('suspendAsk'), icon: 'lock', run: () => setAsked({ what: 'suspend', item }) },
    { label: t('recordOf'), icon: 'activity', run: () => navigate(`/activity?about=${item.id}`) },
    { label: t('deleteAsk'), icon: 'trash', run: () => setAsked({ what: 'delete', item }), destructive: true },
  ]
  const narrowed = q !== '' || state !== ''
  return (
    <div className="page">
      <PageHead title={t('allAccountsTitle')}>{t('allAccountsIntro')}</PageHead>
      <AdministrationLinks />
      {resume.error ? <ErrorBanner error={resume.error} /> : null}
      <search className="owned-tools">
        <SearchInput
          label={t('allAccountsSearch')}
          value={q}
          onChange={text => change({ q: text || null }, { replace: true })}
        />
        <SelectInput
          aria-label={t('allAccountsState')}
          value={state}
          onChange={event => change({ state: event.target.value || null }, { replace: true })}
        >
          <option value="">{t('allAccountsAny')}</option>
          {STATES.map(name => (
            <option key={name} value={name}>
              {stateWord(name)}
            </option>
          ))}
        </SelectInput>
      </search>
      {list.items === undefined ? (
        list.error ? (
          <ErrorState error={list.error} onRetry={list.again} busy={list.isPending} />
        ) : (
          <SkeletonRows rows={6} />
        )
      ) : list.items.length === 0 ? (
        <EmptyState line="none" title={t(narrowed ? 'allAccountsNoMatch' : 'allAccountsNone')}>
          {t(narrowed ? 'allAccountsNoMatchText' : 'allAccountsNoneText')}
        </EmptyState>
      ) : (
        <div className="card">
          <OwnedList items={list.items} connectors={connectors} busy={list.isPending} menuOf={menuOf} />
          {list.error ? <ErrorBanner error={list.error} /> : null}
          {list.hasMore && (
            <div className="owned-more">
              <Button busy={list.isPending} onClick={list.more}>
                {t('allAccountsMore')}
              </Button>
            </div>
          )}
        </div>
      )}
      {asked?.what === 'suspend' && (
        <SuspendAccount
          item={asked.item}
          words={ownedWords(asked.item, connectors)}
          onDone={suspended}
          onClose={close}
        />
      )}
      {asked?.what === 'delete' && (
        <DeleteOwned
          item={asked.item}
          words={ownedWords(asked.item, connectors)}
          onDone={() => removed(asked.item)}
          onClose={close}
        />
      )}
    </div>
  )
}
