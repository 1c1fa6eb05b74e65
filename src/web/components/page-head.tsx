import './page-head.css'
import type { ReactNode } from 'react'
import { t } from '../lib/t.ts'

/** Document title, the one h1 of the page, a sentence under it, and the page's actions. */
export function PageHead({ title, children, actions }: { title: string; children?: ReactNode; actions?: ReactNode }) {
  return (
    <>
      <title>{`${title} · ${t('product')}`}</title>
      <div className="page-head">
        <div className="grow">
          <h1 className="page-title" tabIndex={-1}>
            {title}
          </h1>
          {children && <p className="muted small wide-only">{children}</p>}
        </div>
        {actions}
      </div>
    </>
  )
}
