import { type CSSProperties, memo, startTransition, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import type { Account } from '#shared/contract/accounts.ts'
import type { AccountActions } from './account-actions.ts'
import { AccountRow } from './account-row.tsx'
import { registerGap } from './draw-gap.ts'
import { drawInTurn } from './draw-in-turn.ts'
import type { TestRun } from './use-account-tests.ts'

/** How many rows are drawn, or not drawn, together. */
export const BLOCK = 10
/** How far below or above the window rows are drawn beforehand. */
const AHEAD = '600px 0px'

export interface AccountBlockProps {
  accounts: readonly Account[]
  /** Place of the first one in its service, from 0, and how many there are. */
  from: number
  of: number
  runs: ReadonlyMap<string, TestRun>
  selected: ReadonlySet<string>
  actions: AccountActions
  /** Drawn wherever it stands, because the list is short. */
  always: boolean
  /** Drawn at once, because it stands where the list begins. */
  early: boolean
}

/** Some rows of a list. In a long list they are drawn while they are near the window; else a gap of their height stands there. */
export const AccountBlock = memo(function AccountBlock(props: AccountBlockProps) {
  const { accounts, from, of, runs, selected, actions, always, early } = props
  const list = useRef<HTMLUListElement>(null)
  const [near, setNear] = useState(early)
  const [measured, setMeasured] = useState({ rows: 0, height: 0 })

  useEffect(() => {
    const element = list.current
    if (always || !element) return
    let leave = () => {}
    const observer = new IntersectionObserver(
      ([entry]) => {
        if (!entry) return
        // What has the focus stays, or the keys would lead nowhere.
        const isNear = entry.isIntersecting || element.contains(document.activeElement)
        if (!isNear && element.childElementCount > 0) {
          setMeasured({ rows: element.childElementCount, height: element.offsetHeight })
        }
        leave()
        if (isNear) leave = drawInTurn(() => flushSync(() => setNear(true)))
        else startTransition(() => setNear(false))
      },
      { rootMargin: AHEAD },
    )
    observer.observe(element)
    return () => {
      leave()
      observer.disconnect()
    }
  }, [always])

  const isGap = !always && !near
  useLayoutEffect(() => {
    const element = list.current
    if (!isGap || !element) return
    return registerGap(element, () => flushSync(() => setNear(true)))
  }, [isGap])

  if (isGap) {
    const height = measured.rows === accounts.length ? `${measured.height}px` : undefined
    const gap = { '--rows': accounts.length, '--measured': height } as CSSProperties
    return <ul ref={list} className="account-gap" aria-hidden="true" style={gap} />
  }
  return (
    <ul ref={list}>
      {accounts.map((account, index) => (
        <AccountRow
          key={account.id}
          account={account}
          place={from + index + 1}
          of={of}
          run={runs.get(account.id)}
          selected={selected.has(account.id)}
          actions={actions}
        />
      ))}
    </ul>
  )
})
