import { readFileSync } from 'node:fs'
import { act, renderHook } from '@testing-library/react'
import * as React from 'react'
import { expect, it, vi } from 'vitest'

interface Hook {
  connect(options: object): Promise<{ code: string } | undefined>
  busy: boolean
  error: unknown
}

/** As a host loads it: from where it is served, with the React that the host has. */
async function loadHook(): Promise<() => Hook> {
  const text = readFileSync('public/embed-react.js', 'utf8')
  const address = `data:text/javascript,${encodeURIComponent(text)}`
  const module: { makeUseFlowConnect(react: typeof React): () => Hook } = await import(/* @vite-ignore */ address)
  return module.makeUseFlowConnect(React)
}

it('the hook of a host is busy while the window is open, and gives its code', async () => {
  const { promise, resolve } = Promise.withResolvers<{ code: string }>()
  const connect = vi.fn(() => promise)
  vi.stubGlobal('FlowConnect', { connect })
  const { result } = renderHook(await loadHook())
  expect(result.current).toMatchObject({ busy: false, error: undefined })
  let done: ReturnType<Hook['connect']> | undefined
  act(() => {
    done = result.current.connect({ look: { theme: 'dark' } })
  })
  expect(result.current.busy).toBe(true)
  await act(async () => resolve({ code: 'one' }))
  expect(await done).toEqual({ code: 'one' })
  expect(result.current.busy).toBe(false)
  expect(connect).toHaveBeenCalledWith({ look: { theme: 'dark' } })
})

it('the hook of a host keeps a failure, and forgets it at the next try', async () => {
  const connect = vi
    .fn<() => Promise<undefined>>()
    .mockRejectedValueOnce(new Error('blocked'))
    .mockResolvedValueOnce(undefined)
  vi.stubGlobal('FlowConnect', { connect })
  const { result } = renderHook(await loadHook())
  const first = result.current.connect
  await act(async () => void (await result.current.connect({})))
  expect(result.current).toMatchObject({ busy: false, error: new Error('blocked') })
  await act(async () => void (await result.current.connect({})))
  expect(result.current.error).toBeUndefined()
  expect(result.current.connect).toBe(first)
})
