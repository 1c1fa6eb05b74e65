import { useCallback, useLayoutEffect, useRef } from 'react'
import { useSearchParams } from 'react-router'

/** New values by name; null takes a parameter away. */
export type AddressChanges = Readonly<Record<string, string | null>>

/**
 * The parameters of the address, and a way to change some of them while the others stay and the page does not scroll.
 * `change` is always the same function, so that long lists need not be drawn again for it.
 */
export function useAddress() {
  const [params, setParams] = useSearchParams()
  const latest = useRef(setParams)
  useLayoutEffect(() => {
    latest.current = setParams
  })
  const change = useCallback((changes: AddressChanges, { replace = false } = {}) => {
    latest.current(now => withChanges(now, changes), { replace, preventScrollReset: true })
  }, [])
  return { params, change }
}

function withChanges(now: URLSearchParams, changes: AddressChanges): URLSearchParams {
  const next = new URLSearchParams(now)
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) next.delete(name)
    else next.set(name, value)
  }
  return next
}
