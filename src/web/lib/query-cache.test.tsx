import { act, render, screen } from '@testing-library/react'
import { StrictMode } from 'react'
import { describe, expect, it } from 'vitest'
import { AppError } from '#shared/errors/app-error.ts'
import { createQueryCache, QueryCacheContext } from './query-cache.ts'
import type { Query } from './query-entry.ts'
import { useLoaded, useQuery } from './use-query.ts'

interface Asked {
  signal: AbortSignal
  answer: (value: unknown) => Promise<void>
  fail: (error: unknown) => Promise<void>
}

/** A query whose every question waits in a list until the test answers it. */
function heldQuery(options: Partial<Query<unknown>> = {}) {
  const asked: Asked[] = []
  const fetch = (signal: AbortSignal) =>
    new Promise<unknown>((resolve, reject) =>
      asked.push({
        signal,
        answer: value => act(async () => resolve(value)),
        fail: error => act(async () => reject(error)),
      }),
    )
  return { asked, query: { key: ['things', 1], fetch, freshFor: Number.POSITIVE_INFINITY, ...options } }
}

const silence = new AppError('temporarily_unavailable', { detail: 'Nobody answers.', meta: { unreachable: true } })
const refusal = new AppError('forbidden', { detail: 'Not you.' })

function Show({ query }: { query: Query<unknown> | undefined }) {
  const { isPending, isError, isFetching, data, refetch } = useQuery(query)
  const state = isPending ? 'pending' : isError ? 'failed' : 'good'
  return (
    <button type="button" onClick={refetch}>
      {`${state} ${JSON.stringify(data) ?? '-'}${isFetching ? ' fetching' : ''}`}
    </button>
  )
}

const shown = () => screen.getByRole('button').textContent

async function draw(query: Query<unknown> | undefined, cache = createQueryCache({ pauses: [] })) {
  const element = (now: Query<unknown> | undefined) => (
    <QueryCacheContext value={cache}>{now ? <Show query={now} /> : null}</QueryCacheContext>
  )
  const view = render(element(query))
  // Questions begin in the next microtask.
  await act(async () => undefined)
  const show = (now: Query<unknown> | undefined) => act(async () => view.rerender(element(now)))
  return { cache, show, hide: () => show(undefined) }
}

describe('a query', () => {
  it('is pending until it is answered', async () => {
    const { asked, query } = heldQuery()
    await draw(query)
    expect(shown()).toBe('pending - fetching')
    await asked[0]?.answer([1])
    expect(shown()).toBe('good [1]')
  })

  it('is asked once, however many look at it', async () => {
    const { asked, query } = heldQuery()
    const cache = createQueryCache()
    render(
      <StrictMode>
        <QueryCacheContext value={cache}>
          <Show query={query} />
          <Show query={query} />
        </QueryCacheContext>
      </StrictMode>,
    )
    await act(async () => undefined)
    // Strict mode leaves and comes back: what was asked before that is called off.
    expect(asked.filter(({ signal }) => !signal.aborted)).toHaveLength(1)
  })

  it('is shown from memory while it is fresh, and asked again beside it when it is not', async () => {
    const { asked, query } = heldQuery()
    const { show, hide } = await draw(query)
    await asked[0]?.answer('old')
    await hide()
    await show(query)
    expect(shown()).toBe('good "old"')
    expect(asked).toHaveLength(1)

    const stale = heldQuery({ freshFor: 0, key: ['others'] })
    await show(stale.query)
    await stale.asked[0]?.answer('old')
    await hide()
    await show(stale.query)
    expect(shown()).toBe('good "old" fetching')
    await stale.asked[1]?.answer('new')
    expect(shown()).toBe('good "new"')
  })

  it('is forgotten with its last looker when it says so', async () => {
    const { asked, query } = heldQuery({ forget: true })
    const { show, hide } = await draw(query)
    await asked[0]?.answer('old')
    await hide()
    await show(query)
    expect(shown()).toBe('pending - fetching')
  })

  it('is called off when nobody looks any more', async () => {
    const { asked, query } = heldQuery()
    const { hide } = await draw(query)
    await hide()
    expect(asked[0]?.signal.aborted).toBe(true)
  })

  it('keeps its last answer when asking again fails, and shows the failure until there is a new one', async () => {
    const { asked, query } = heldQuery()
    await draw(query)
    await asked[0]?.answer('old')
    await act(async () => screen.getByRole('button').click())
    await asked[1]?.fail(refusal)
    expect(shown()).toBe('failed "old"')
    await act(async () => screen.getByRole('button').click())
    expect(shown()).toBe('failed "old" fetching')
    await asked[2]?.answer('new')
    expect(shown()).toBe('good "new"')
  })

  it('keeps the identity of an answer that did not change', async () => {
    const { asked, query } = heldQuery()
    const { cache } = await draw(query)
    await asked[0]?.answer([{ a: 1 }])
    const before = cache.entryOf(query).getState().data
    void cache.invalidate()
    await act(async () => undefined)
    await asked[1]?.answer([{ a: 1 }])
    expect(cache.entryOf(query).getState().data).toBe(before)
  })
})

describe('a silent server', () => {
  it('is asked again after each pause', async () => {
    const { asked, query } = heldQuery()
    const cache = createQueryCache({ pauses: [0] })
    await draw(query, cache)
    await asked[0]?.fail(silence)
    await act(() => new Promise(resolve => setTimeout(resolve)))
    expect(shown()).toBe('pending - fetching')
    await asked[1]?.fail(silence)
    expect(shown()).toBe('failed -')
  })

  it('is not the same as one that refuses', async () => {
    const { asked, query } = heldQuery()
    await draw(query, createQueryCache({ pauses: [0] }))
    await asked[0]?.fail(refusal)
    expect(shown()).toBe('failed -')
  })
})

describe('the cache', () => {
  it('asks again what is on show and begins with the key, and the rest when it is shown next', async () => {
    const [first, other] = [heldQuery(), heldQuery({ key: ['others'] })]
    const { cache, show } = await draw(first.query)
    await first.asked[0]?.answer(1)
    await act(() => cache.invalidate(['others']))
    expect(first.asked).toHaveLength(1)
    void cache.invalidate(['things'])
    await act(async () => undefined)
    expect(first.asked).toHaveLength(2)
    await first.asked[1]?.answer(2)
    await show(other.query)
    await other.asked[0]?.answer(3)
    await act(() => cache.invalidate(['things']))
    expect(first.asked).toHaveLength(2)
    await show(first.query)
    expect(first.asked).toHaveLength(3)
  })

  it('drops an answer that was on its way when it became wrong', async () => {
    const { asked, query } = heldQuery()
    const { cache } = await draw(query)
    void cache.invalidate(['things'])
    await act(async () => undefined)
    await asked[1]?.answer('new')
    await asked[0]?.answer('old')
    expect(shown()).toBe('good "new"')
  })

  it('shows a change before the server confirms it, and changes nothing that was never read', async () => {
    const { asked, query } = heldQuery()
    const { cache } = await draw(query)
    cache.change(query, () => 'never')
    expect(shown()).toBe('pending - fetching')
    await asked[0]?.answer(1)
    await act(async () => cache.change(query, now => [now, 2]))
    expect(shown()).toBe('good [1,2]')
  })

  it('gives what it holds, and asks when it holds nothing', async () => {
    const { asked, query } = heldQuery()
    const cache = createQueryCache()
    const first = cache.ensure(query)
    await act(async () => undefined)
    await asked[0]?.answer('held')
    expect([await first, await cache.ensure(query)]).toEqual(['held', 'held'])
    expect(asked).toHaveLength(1)
  })
})

describe('what is loaded before the page is drawn', () => {
  it('is there at once, and follows the server', async () => {
    const { asked, query } = heldQuery()
    const cache = createQueryCache()
    const loading = cache.ensure(query)
    await act(async () => undefined)
    await asked[0]?.answer('first')
    await loading
    const Needs = () => <p>{String(useLoaded(query))}</p>
    render(
      <QueryCacheContext value={cache}>
        <Needs />
      </QueryCacheContext>,
    )
    expect(screen.getByRole('paragraph').textContent).toBe('first')
    void cache.invalidate()
    await act(async () => undefined)
    await asked[1]?.answer('second')
    expect(screen.getByRole('paragraph').textContent).toBe('second')
  })
})
