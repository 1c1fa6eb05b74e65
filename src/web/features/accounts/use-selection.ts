import { useCallback, useLayoutEffect, useMemo, useRef, useState } from 'react'
import type { Account } from '#shared/contract/accounts.ts'

/** Which of the shown entries are ticked. What a filter hides is not ticked any more: nobody deletes what is not seen. */
export function useSelection(shown: readonly Account[]) {
  const [ticked, setTicked] = useState<ReadonlySet<string>>(new Set())
  const last = useRef<string>(undefined)
  const current = useRef(shown)
  useLayoutEffect(() => {
    current.current = shown
  })
  const selected = useMemo(
    () => (ticked.size === 0 ? ticked : new Set(shown.filter(({ id }) => ticked.has(id)).map(({ id }) => id))),
    [ticked, shown],
  )

  const select = useCallback((account: Account, on: boolean, range: boolean) => {
    const ids = current.current.map(({ id }) => id)
    const [from, to] = [ids.indexOf(last.current ?? ''), ids.indexOf(account.id)].sort((a, b) => a - b)
    const meant = range && from !== undefined && from >= 0 ? ids.slice(from, (to ?? from) + 1) : [account.id]
    last.current = account.id
    setTicked(now => {
      const next = new Set(now)
      for (const id of meant) {
        if (on) next.add(id)
        else next.delete(id)
      }
      return next
    })
  }, [])
  const selectAll = useCallback((on: boolean) => setTicked(new Set(on ? current.current.map(({ id }) => id) : [])), [])
  const clear = useCallback(() => setTicked(new Set()), [])
  return { selected, select, selectAll, clear }
}
