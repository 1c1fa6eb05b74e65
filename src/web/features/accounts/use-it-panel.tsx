import { Link } from 'react-router'
import type { Account } from '#shared/contract/accounts.ts'
import { CodeBlock } from '../../components/code-block.tsx'
import { Dialog } from '../../components/dialog.tsx'
import { RelativeTime } from '../../components/relative-time.tsx'
import { StateWord } from '../../components/state-word.tsx'
import { curlLine } from '../../lib/curl-line.ts'
import { sessionQuery } from '../../lib/queries.ts'
import { t } from '../../lib/t.ts'
import { useLoaded } from '../../lib/use-query.ts'

/** How a program gets this entry's credential: the id, the curl line, what comes back. */
export function UseItPanel({ account, onClose }: { account: Account; onClose: () => void }) {
  const session = useLoaded(sessionQuery)
  return (
    <Dialog size="form" title={t('useItTitle', { label: account.label })} onClose={onClose}>
      <div className="dialog-pad stack">
        <div className="row row-wrap">
          <StateWord state={account.state} />
          <span className="small muted">{account.typeLabel}</span>
          {account.account && <span className="small muted">{t('signedInAs', { account: account.account })}</span>}
          {account.expiresAt && (
            <span className="small muted">
              {t('tokenUntil')} <RelativeTime iso={account.expiresAt} />
            </span>
          )}
        </div>
        <section className="stack stack-tight">
          <h3 className="section-title">{t('useItId')}</h3>
          <CodeBlock text={account.id} what={t('useItId')} />
        </section>
        <section className="stack stack-tight">
          <h3 className="section-title">{t('useItCurl')}</h3>
          <p className="small muted">
            {t('useItKey')} <Link to="/settings">{t('useItMakeKey')}</Link>
          </p>
          <CodeBlock text={curlLine(session.publicUrl, account.id)} what={t('useItCurl')} />
          <p className="small muted">{t(account.kind === 'login' ? 'useItGivesToken' : 'useItGivesHandle')}</p>
        </section>
      </div>
    </Dialog>
  )
}
