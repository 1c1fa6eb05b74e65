import { useCallback, useEffect, useState } from 'react'
import type { ProviderTrial } from '#shared/contract/trials.ts'
import { callApi } from '../../lib/api.ts'

const EVERY_MS = 700

/** A trial as it stands, asked again until it has ended. */
export function useTrial(id: string) {
  const [trial, setTrial] = useState<ProviderTrial | undefined>()
  const [error, setError] = useState<unknown>()
  useEffect(() => {
    const controller = new AbortController()
    let timer: ReturnType<typeof setTimeout> | undefined
    const look = async () => {
      try {
        const { signal } = controller
        const now = await callApi<ProviderTrial>('GET', `/api/page/trials/${encodeURIComponent(id)}`, { signal })
        setTrial(now)
        if (now.status !== 'ended') timer = setTimeout(() => void look(), EVERY_MS)
      } catch (failure) {
        if (!controller.signal.aborted) setError(failure)
      }
    }
    void look()
    return () => {
      controller.abort()
      clearTimeout(timer)
    }
  }, [id])
  /** Nobody waits for it any more. */
  const end = useCallback(() => {
    callApi<null>('DELETE', `/api/page/trials/${encodeURIComponent(id)}`).catch(() => {
      // It ends by itself after ten minutes.
    })
  }, [id])
  return { trial, error, end }
}
