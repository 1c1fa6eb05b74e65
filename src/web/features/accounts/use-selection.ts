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
  const isTicked = ticked.size > 0
  // Of ten thousand, made for each tick anew, it would be the longest part of a press.
  const seen = useMemo(() => new Set(isTicked ? shown.map(({ id }) => id) : []), [isTicked, shown])
  const selected = useMemo(() => new Set([...ticked].filter(id => seen.has(id))), [ticked, seen])

  const select = useCallback((account: Account, on: boolean, range: boolean) => {
    const meant = range ? between(current.current, last.current, account.id) : [account.id]
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

/** From one entry to the other, whichever comes first; the second alone where the first is not there. */
function between(shown: readonly Account[], first: string | undefined, second: string): string[] {
  const ids = shown.map(({ id }) => id)
  const [from = 0, to = 0] = [ids.indexOf(first ?? ''), ids.indexOf(second)].sort((a, b) => a - b)
  return from < 0 ? [second] : ids.slice(from, to + 1)
}
