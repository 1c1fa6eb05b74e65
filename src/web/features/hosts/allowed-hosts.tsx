import { type FormEvent, useState } from 'react'
import type { NewAllowedHost } from '#shared/contract/hosts.ts'
import { Button } from '../../components/button.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ErrorState } from '../../components/error-state.tsx'
import { Field } from '../../components/field.tsx'
import { SkeletonRows } from '../../components/skeleton-rows.tsx'
import { callApi } from '../../lib/api.ts'
import { errorWords } from '../../lib/error-words.ts'
import { hostsQuery } from '../../lib/queries.ts'
import { showToast } from '../../lib/toasts.ts'
import { useMutation } from '../../lib/use-mutation.ts'
import { useQuery, useQueryCache } from '../../lib/use-query.ts'
import { t } from '../../lib/words-administration.ts'
import { HostList } from './host-list.tsx'

/** Hosts on this machine that connectors and sign-ins may reach. */
export function AllowedHosts() {
  const hosts = useQuery(hostsQuery)
  return (
    <section className="card" aria-labelledby="hosts-title">
      <header className="card-head">
        <div className="grow">
          <h2 id="hosts-title" className="section-title">
            {t('allowedHosts')}
          </h2>
          <p className="small muted">{t('allowedHostsText')}</p>
        </div>
      </header>
      {hosts.isPending ? (
        <SkeletonRows rows={1} />
      ) : hosts.isError ? (
        <ErrorState error={hosts.error} onRetry={() => hosts.refetch()} busy={hosts.isFetching} />
      ) : hosts.data.items.length === 0 ? (
        <EmptyState title={t('noHosts')}>{t('noHostsText')}</EmptyState>
      ) : (
        <HostList hosts={hosts.data.items} />
      )}
      <AllowHost />
    </section>
  )
}

function AllowHost() {
  const cache = useQueryCache()
  const [host, setHost] = useState('')
  const allow = useMutation({
    run: (body: NewAllowedHost) => callApi<null>('POST', '/api/page/hosts', { body }),
    onSuccess: (_answer, { host: line }) => {
      setHost('')
      showToast(t('hostAllowed', { host: line }))
    },
    onSettled: () => cache.invalidate(hostsQuery.key),
  })
  const send = (event: FormEvent) => {
    event.preventDefault()
    if (host.trim() !== '') allow.mutate({ host: host.trim() })
  }
  return (
    <form className="card-body host-form" onSubmit={send}>
      <Field
        label={t('hostAndPort')}
        note={t('hostAndPortNote')}
        error={allow.error ? errorWords(allow.error).text : undefined}
      >
        {control => (
          <input
            {...control}
            className="input"
            dir="ltr"
            spellCheck={false}
            autoComplete="off"
            value={host}
            onChange={event => setHost(event.target.value)}
          />
        )}
      </Field>
      <Button type="submit" icon="plus" busy={allow.isPending} disabled={host.trim() === ''}>
        {t('allowHost')}
      </Button>
    </form>
  )
}
