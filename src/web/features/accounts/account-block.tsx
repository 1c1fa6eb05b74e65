import { type CSSProperties, memo, startTransition, use, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { flushSync } from 'react-dom'
import type { Account } from '#shared/contract/accounts.ts'
import { AccountRow } from './account-row.tsx'
import { registerGap } from './draw-gap.ts'
import { drawInTurn } from './draw-in-turn.ts'
import { watchNear } from './near-window.ts'
import { RowStateContext } from './row-state.ts'

/** How many rows are drawn, or not drawn, together. */
export const BLOCK = 10

export interface AccountBlockProps {
  accounts: readonly Account[]
  /** Place of the first one in its service, from 0, and how many there are. */
  from: number
  of: number
  /** Drawn wherever it stands, because the list is short. */
  always: boolean
  /** Drawn at once, because it stands where the list begins. */
  early: boolean
}

/** Some rows of a list. In a long list they are drawn while they are near the window; else a gap of their height stands there. */
export const AccountBlock = memo(function AccountBlock(props: AccountBlockProps) {
  const { accounts, from, of, always, early } = props
  const list = useRef<HTMLUListElement>(null)
  const [near, setNear] = useState(early)
  const [measured, setMeasured] = useState({ rows: 0, height: 0 })

  useEffect(() => {
    const element = list.current
    if (always || !element) return
    let leave = () => {}
    const unwatch = watchNear(element, isInSight => {
      // What has the focus stays, or the keys would lead nowhere.
      const isNear = isInSight || element.contains(document.activeElement)
      if (!isNear && element.childElementCount > 0) {
        setMeasured({ rows: element.childElementCount, height: element.offsetHeight })
      }
      leave()
      if (isNear) leave = drawInTurn(() => flushSync(() => setNear(true)))
      else startTransition(() => setNear(false))
    })
    return () => {
      leave()
      unwatch()
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
      <Rows accounts={accounts} from={from} of={of} />
    </ul>
  )
})

function Rows({ accounts, from, of }: Pick<AccountBlockProps, 'accounts' | 'from' | 'of'>) {
  const state = use(RowStateContext)
  if (!state) return null
  const { runs, selected, actions } = state
  return accounts.map((account, index) => (
    <AccountRow
      key={account.id}
      account={account}
      place={from + index + 1}
      of={of}
      run={runs.get(account.id)}
      selected={selected.has(account.id)}
      actions={actions}
    />
  ))
}
