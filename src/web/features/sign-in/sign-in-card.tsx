import '../../components/dialog.css'
import './sign-in.css'
import { type ReactNode, useEffect, useRef } from 'react'
import type { Icon as ConnectorIcon } from '#shared/contract/connectors.ts'
import { Pair, type PairLine } from '../../components/pair.tsx'
import { Track } from '../../components/track.tsx'
import { t } from '../../lib/words-sign-in.ts'

/** Where a sign-in stands, told by the line of its picture. */
const STEP_OF: Record<PairLine, { at: number; failed?: boolean }> = {
  none: { at: 0 },
  plain: { at: 0 },
  wait: { at: 1 },
  blocked: { at: 1 },
  other: { at: 1 },
  slow: { at: 1, failed: true },
  denied: { at: 1, failed: true },
  ok: { at: 2 },
}

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
          <Track label={t('steps')} steps={[t('stepPermissions'), t('stepSignIn'), t('stepSave')]} {...STEP_OF[line]} />
          {text && <div className="sign-in-text">{text}</div>}
          {children}
        </div>
        <footer className="dialog-foot">{footer}</footer>
      </section>
      {foot && <p className="small faint">{foot}</p>}
    </>
  )
}
