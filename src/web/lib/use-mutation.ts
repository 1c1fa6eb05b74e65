import { useCallback, useLayoutEffect, useRef, useState } from 'react'

export interface MutationOptions<T, V> {
  run: (variables: V) => Promise<T>
  onStart?: () => void
  onSuccess?: (data: T, variables: V) => unknown
  onError?: (error: unknown, variables: V) => unknown
  onSettled?: () => unknown
}

interface MutationState<T, V> {
  isPending: boolean
  variables: V | undefined
  data: T | undefined
  error: unknown
}

const IDLE = { isPending: false, variables: undefined, data: undefined, error: undefined }

/**
 * Something that changes the server, and how its last run stands. Pending until the handlers have ended too. What was
 * sent may hold a secret, and what came may be a key: both are forgotten with the component.
 */
export function useMutation<T, V = void>(options: MutationOptions<T, V>) {
  const [state, setState] = useState<MutationState<T, V>>(IDLE)
  const latest = useRef(options)
  const round = useRef(0)
  useLayoutEffect(() => {
    latest.current = options
  })
  const mutate = useCallback((variables: V) => {
    const mine = ++round.current
    const settle = (outcome: Pick<MutationState<T, V>, 'data' | 'error'>) => {
      if (mine === round.current) setState({ isPending: false, variables, ...outcome })
    }
    setState({ isPending: true, variables, data: undefined, error: undefined })
    latest.current.onStart?.()
    void runAll(latest, variables).then(
      data => settle({ data, error: undefined }),
      (error: unknown) => settle({ data: undefined, error }),
    )
  }, [])
  const reset = useCallback(() => {
    round.current++
    setState(IDLE)
  }, [])
  return { ...state, mutate, reset }
}

async function runAll<T, V>(latest: { current: MutationOptions<T, V> }, variables: V): Promise<T> {
  try {
    const data = await latest.current.run(variables)
    await latest.current.onSuccess?.(data, variables)
    return data
  } catch (error) {
    await latest.current.onError?.(error, variables)
    throw error
  } finally {
    await latest.current.onSettled?.()
  }
}
