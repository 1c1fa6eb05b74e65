import './sign-in.css'
import { type ReactNode, useEffect, useRef } from 'react'
import type { Icon as ConnectorIcon } from '#shared/contract/connectors.ts'
import { Pair, type PairLine } from '../../components/pair.tsx'
import { t } from '../../lib/t.ts'

/** One step of a sign-in: the two tiles and the line between, a title, words, what is asked, the buttons. */
export function SignInCard({
  line,
  service,
  title,
  text,
  children,
  footer,
  foot,
}: {
  line: PairLine
  service: { name: string; icon: ConnectorIcon | null }
  title: string
  text?: ReactNode
  children?: ReactNode
  footer: ReactNode
  /** A quiet line under the card. */
  foot?: string
}) {
  const heading = useRef<HTMLHeadingElement>(null)
  // A new step is a new page to a reader: its title is read, and Tab goes on from there.
  useEffect(() => {
    if (title) heading.current?.focus({ preventScroll: true })
  }, [title])
  return (
    <>
      <section className="sign-in-card">
        <title>{`${title} · ${t('product')}`}</title>
        <div className="sign-in-body">
          <Pair line={line} service={service} />
          <h1 ref={heading} className="page-title" tabIndex={-1}>
            {title}
          </h1>
          {text && <div className="sign-in-text">{text}</div>}
          {children}
        </div>
        <footer className="dialog-foot">{footer}</footer>
      </section>
      {foot && <p className="small faint">{foot}</p>}
    </>
  )
}
