import { useEffect, useRef, useState } from 'react'
import { useAddress } from '../../lib/use-address.ts'
import { type AccountFilter, STATES } from './group-accounts.ts'

/** Browsers refuse an address that is written anew with every letter. */
const PAUSE = 250

/** Search and state filter. They stand in the address, so that a link, Back and a reload keep them. */
export function useAccountFilter(): [AccountFilter, (filter: AccountFilter) => void] {
  const { params, change } = useAddress()
  const [filter, setFilter] = useState(() => readFilter(params))
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)

  useEffect(() => {
    // What is being typed is newer than the address.
    if (timer.current === undefined) setFilter(readFilter(params))
  }, [params])
  useEffect(() => () => clearTimeout(timer.current), [])

  function choose(next: AccountFilter) {
    setFilter(next)
    clearTimeout(timer.current)
    timer.current = setTimeout(() => {
      timer.current = undefined
      change({ q: next.query || null, state: next.state === 'all' ? null : next.state }, { replace: true })
    }, PAUSE)
  }
  return [filter, choose]
}

function readFilter(params: URLSearchParams): AccountFilter {
  const state = STATES.find(each => each === params.get('state'))
  return { query: params.get('q') ?? '', state: state ?? 'all' }
}
