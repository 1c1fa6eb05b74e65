import {
  type CSSProperties,
  memo,
  startTransition,
  use,
  useEffect,
  useLayoutEffect,
  useMemo,
  useRef,
  useState,
} from 'react'
import { flushSync } from 'react-dom'
import type { Account } from '#shared/contract/accounts.ts'
import { AccountRow } from './account-row.tsx'
import { registerGap } from './draw-gap.ts'
import { drawInTurn } from './draw-in-turn.ts'
import { watchNear } from './near-window.ts'
import { RowStateContext } from './row-state.ts'

/** How many rows are drawn, or not drawn, together. */
const BLOCK = 10

/** As many blocks of a long list as are one gap until the window has come near: a thousand would be looked at with every frame. */
const STRETCH = 10 * BLOCK

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

/** The rows of a long list, in parts that are drawn while they are near the window. */
export function AccountBlocks({ accounts, early }: Pick<AccountBlockProps, 'accounts' | 'early'>) {
  return <Parts accounts={accounts} from={0} of={accounts.length} early={early} length={STRETCH} />
}

function Parts({ accounts, from, length, early, ...rest }: Omit<AccountBlockProps, 'always'> & { length: number }) {
  const parts = useMemo(
    () =>
      Array.from({ length: Math.ceil(accounts.length / length) }, (_, index) =>
        accounts.slice(index * length, (index + 1) * length),
      ),
    [accounts, length],
  )
  return parts.map((part, index) => (
    <AccountBlock
      // biome-ignore lint/suspicious/noArrayIndexKey: a part is a stretch of the list, whatever stands there
      key={index}
      accounts={part}
      from={from + index * length}
      {...rest}
      always={false}
      early={early && index === 0}
    />
  ))
}

/**
 * Some rows of a list. In a long list they are drawn while they are near the window; else a gap of their height stands there.
 * A stretch of several blocks becomes its blocks for good.
 */
export const AccountBlock = memo(function AccountBlock(props: AccountBlockProps) {
  const { accounts, from, of, always, early } = props
  const list = useRef<HTMLUListElement>(null)
  const [near, setNear] = useState(early)
  const [measured, setMeasured] = useState({ rows: 0, height: 0 })
  const isSplit = !always && near && accounts.length > BLOCK

  useEffect(() => {
    const element = list.current
    if (always || isSplit || !element) return
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
  }, [always, isSplit])

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
  if (isSplit) return <Parts accounts={accounts} from={from} of={of} early={early} length={BLOCK} />
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
