import './external-link.css'
import { t } from '../lib/t.ts'

/** An address of somebody else, in a tab of its own that learns nothing of this page. */
export function ExternalLink({ href }: { href: string }) {
  return (
    <a href={href} target="_blank" rel="noreferrer" dir="ltr" className="external-link lone-link">
      {href.replace(/^https?:\/\//, '')}
      <span className="visually-hidden"> {t('opensNewTab')}</span>
    </a>
  )
}
