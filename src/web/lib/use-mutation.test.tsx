import { act, renderHook } from '@testing-library/react'
import { describe, expect, it } from 'vitest'
import { type MutationOptions, useMutation } from './use-mutation.ts'

function draw(options: MutationOptions<string, string>) {
  return renderHook(() => useMutation(options)).result
}

describe('a mutation', () => {
  it('is pending until its handlers have ended, then holds what came', async () => {
    const told: string[] = []
    const held = Promise.withResolvers<void>()
    const mutation = draw({
      run: async text => `${text}!`,
      onStart: () => told.push('start'),
      onSuccess: (data, variables) => told.push(`${variables} gave ${data}`),
      onSettled: () => held.promise,
    })
    await act(async () => mutation.current.mutate('press'))
    expect(mutation.current).toMatchObject({ isPending: true, variables: 'press', data: undefined })
    await act(async () => held.resolve())
    expect(mutation.current).toMatchObject({ isPending: false, data: 'press!', error: undefined })
    expect(told).toEqual(['start', 'press gave press!'])
  })

  it('holds a failure until the next run or a reset', async () => {
    let fails = true
    const failure = new TypeError('no')
    const told: unknown[] = []
    const mutation = draw({
      run: async text => {
        if (fails) throw failure
        return text
      },
      onError: error => told.push(error),
    })
    await act(async () => mutation.current.mutate('a'))
    expect(mutation.current).toMatchObject({ isPending: false, error: failure })
    expect(told).toEqual([failure])
    await act(async () => mutation.current.reset())
    expect(mutation.current.error).toBeUndefined()
    fails = false
    await act(async () => mutation.current.mutate('b'))
    expect(mutation.current).toMatchObject({ data: 'b', error: undefined })
  })

  it('shows the run that began last, whichever ends first', async () => {
    const runs = [Promise.withResolvers<string>(), Promise.withResolvers<string>()]
    const mutation = draw({ run: index => runs[Number(index)]?.promise ?? Promise.reject() })
    await act(async () => {
      mutation.current.mutate('0')
      mutation.current.mutate('1')
    })
    await act(async () => runs[1]?.resolve('second'))
    await act(async () => runs[0]?.resolve('first'))
    expect(mutation.current.data).toBe('second')
  })
})
