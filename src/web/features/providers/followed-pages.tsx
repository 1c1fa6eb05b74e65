import type { LoginType } from '#shared/contract/connectors.ts'
import { ExternalLink } from '../../components/external-link.tsx'
import { t } from '../../lib/words-administration.ts'

/** The pages a config follows, the day they were read, and what they do not show. */
export function FollowedPages({ type }: { type: LoginType }) {
  const { documentation } = type
  if (!documentation) return null
  const { pages, read, unverified } = documentation
  return (
    <div className="stack stack-tight small muted">
      {read === null && <p>{t('unverifiedAll', { title: type.title })}</p>}
      {read !== null && unverified.length > 0 && (
        <>
          <p>{t('unverifiedSome', { title: type.title })}</p>
          <ul className="row row-wrap">
            {unverified.map(field => (
              <li key={field}>
                <code dir="ltr">{field}</code>
              </li>
            ))}
          </ul>
        </>
      )}
      {pages.length > 0 && (
        <>
          <p>{read === null ? t('followsPages') : t('followsPagesRead', { day: read })}</p>
          <ul className="stack stack-tight">
            {pages.map(page => (
              <li key={page}>
                <ExternalLink href={page} />
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  )
}
