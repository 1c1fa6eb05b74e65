import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createSignIn, type SignInParts, type SignInRequest } from './sign-in.ts'

const REQUEST: SignInRequest = { providerId: 'prv_1', scopes: ['read'], inputs: {}, purpose: 'new' }

/** Answers of the server by "METHOD path"; a list is used up from the front, its last one stays. */
function serve(answers: Record<string, unknown[]>) {
  const asked: { method: string; path: string; body: unknown }[] = []
  vi.stubGlobal('fetch', async (address: string, init: RequestInit) => {
    const path = address.split('?')[0] ?? address
    const body = typeof init.body === 'string' ? JSON.parse(init.body) : undefined
    asked.push({ method: init.method ?? 'GET', path, body })
    const queue = answers[`${init.method} ${path}`] ?? []
    const answer = queue.length > 1 ? queue.shift() : queue[0]
    if (answer === undefined) return Response.json({ code: 'not_found', detail: 'Not here.' }, { status: 404 })
    return Response.json(answer)
  })
  return asked
}

function fakeParts(blocked = false) {
  const popup = { closed: false, focus: vi.fn(), close: vi.fn(), location: { replace: vi.fn() } }
  const parts = {
    open: vi.fn(() => (blocked ? null : (popup as unknown as Window))),
    leaveTo: vi.fn(),
    now: () => Date.now(),
  } satisfies SignInParts
  return { popup, parts }
}

const STARTED = { id: 'att_1', startUrl: '/oauth/start/att_1' }
const attempt = (status: string) => ({ id: 'att_1', status, providerId: 'prv_1' })
const POST = 'POST /api/page/oauth/attempts'
const GET = 'GET /api/page/oauth/attempts/att_1'

describe('a sign-in', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
    vi.unstubAllGlobals()
  })

  it('opens the window before anything is awaited, then sends it to the start page', async () => {
    serve({ [POST]: [STARTED], [GET]: [attempt('started')] })
    const { parts, popup } = fakeParts()
    const signIn = createSignIn(parts)
    const started = signIn.start(REQUEST)
    expect(parts.open).toHaveBeenCalledWith('/oauth/opening', expect.stringMatching(/^flow-sign-in-/))
    expect(popup.location.replace).not.toHaveBeenCalled()
    await started
    expect(popup.location.replace).toHaveBeenCalledWith('/oauth/start/att_1')
    expect(signIn.getState()).toMatchObject({ phase: 'waiting', attemptId: 'att_1' })
    signIn.stop()
  })

  it('finds the result by polling alone', async () => {
    serve({ [POST]: [STARTED], [GET]: [attempt('started'), attempt('exchanging'), attempt('granted')] })
    const signIn = createSignIn(fakeParts().parts)
    await signIn.start(REQUEST)
    await vi.advanceTimersByTimeAsync(2_000)
    expect(signIn.getState().phase).toBe('waiting')
    await vi.advanceTimersByTimeAsync(2_000)
    expect(signIn.getState()).toMatchObject({ phase: 'ended', attempt: { status: 'granted' } })
  })

  it('asks the server at once when the done page speaks, and believes only the server', async () => {
    serve({ [POST]: [STARTED], [GET]: [attempt('started'), attempt('granted')] })
    const signIn = createSignIn(fakeParts().parts)
    await signIn.start(REQUEST)
    await vi.advanceTimersByTimeAsync(0)
    const spoken = { attemptId: 'att_1', status: 'failed' }
    window.dispatchEvent(new MessageEvent('message', { data: spoken, origin: location.origin }))
    await vi.advanceTimersByTimeAsync(0)
    expect(signIn.getState()).toMatchObject({ phase: 'ended', attempt: { status: 'granted' } })
  })

  it('ignores a message from another origin or about another attempt', async () => {
    const asked = serve({ [POST]: [STARTED], [GET]: [attempt('started')] })
    const signIn = createSignIn(fakeParts().parts)
    await signIn.start(REQUEST)
    await vi.advanceTimersByTimeAsync(0)
    const before = asked.length
    const say = (data: unknown, origin: string) => window.dispatchEvent(new MessageEvent('message', { data, origin }))
    say({ attemptId: 'att_1' }, 'https://evil.example')
    say({ attemptId: 'att_2' }, location.origin)
    await vi.advanceTimersByTimeAsync(0)
    expect(asked.length).toBe(before)
    signIn.stop()
  })

  it('takes a closed window only as a hint, after 20 seconds, and still ends well', async () => {
    serve({ [POST]: [STARTED], [GET]: [...Array(13).fill(attempt('started')), attempt('granted')] })
    const { parts, popup } = fakeParts()
    const signIn = createSignIn(parts)
    await signIn.start(REQUEST)
    popup.closed = true
    await vi.advanceTimersByTimeAsync(20_000)
    expect(signIn.getState()).toMatchObject({ phase: 'waiting', windowGone: false })
    await vi.advanceTimersByTimeAsync(4_000)
    expect(signIn.getState()).toMatchObject({ phase: 'waiting', windowGone: true })
    await vi.advanceTimersByTimeAsync(4_000)
    expect(signIn.getState()).toMatchObject({ phase: 'ended', attempt: { status: 'granted' } })
  })

  it('says that the window was blocked without making an attempt', async () => {
    const asked = serve({ [POST]: [STARTED] })
    const signIn = createSignIn(fakeParts(true).parts)
    await signIn.start(REQUEST)
    expect(signIn.getState()).toEqual({ phase: 'blocked' })
    expect(asked).toEqual([])
  })

  it('closes the window and keeps the reason when the attempt is refused', async () => {
    serve({})
    const { parts, popup } = fakeParts()
    const signIn = createSignIn(parts)
    await signIn.start(REQUEST)
    expect(popup.close).toHaveBeenCalled()
    expect(signIn.getState()).toMatchObject({ phase: 'refused', error: { code: 'not_found' } })
  })

  it('gives up after ten minutes', async () => {
    serve({ [POST]: [STARTED], [GET]: [attempt('started')] })
    const signIn = createSignIn(fakeParts().parts)
    await signIn.start(REQUEST)
    await vi.advanceTimersByTimeAsync(10 * 60_000 + 4_000)
    expect(signIn.getState()).toMatchObject({ phase: 'ended', attempt: { status: 'expired' } })
  })

  it('goes there with this page when asked, and comes back to the path it named', async () => {
    const asked = serve({ [POST]: [STARTED] })
    const { parts } = fakeParts()
    const kept = vi.fn()
    await createSignIn(parts).startOnPage(REQUEST, '/consent/prv_1', kept)
    expect(asked[0]?.body).toMatchObject({ mode: 'page', returnPath: '/consent/prv_1' })
    expect(kept).toHaveBeenCalledWith('att_1')
    expect(parts.leaveTo).toHaveBeenCalledWith('/oauth/start/att_1')
    expect(parts.open).not.toHaveBeenCalled()
  })

  it('takes up an attempt after the page was left', async () => {
    serve({ [GET]: [attempt('granted')] })
    const signIn = createSignIn(fakeParts().parts)
    signIn.resume('att_1')
    await vi.advanceTimersByTimeAsync(0)
    expect(signIn.getState()).toMatchObject({ phase: 'ended', attempt: { status: 'granted' } })
  })
})
