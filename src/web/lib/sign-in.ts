import type { AttemptStatus, NewAttempt, PastedReturn, PastedTokens, StartedAttempt } from '#shared/contract/logins.ts'
import { callApi } from './api.ts'
import { withLocale } from './locale.ts'
import { listenForResult } from './sign-in-result.ts'

export type SignInRequest = Omit<NewAttempt, 'mode' | 'returnPath'>
export type BroughtTokens = Pick<PastedTokens, 'token' | 'tokenSecret' | 'refreshToken' | 'expiresAt'>

export type SignInState =
  | { phase: 'idle' }
  | { phase: 'starting' }
  | { phase: 'blocked' }
  | { phase: 'waiting'; attemptId: string; since: number; windowGone: boolean; wantsCode: boolean }
  | { phase: 'ended'; attempt: AttemptStatus }
  | { phase: 'refused'; error: unknown }

/** What of the browser the driver needs, so that tests can stand in for it. */
export interface SignInParts {
  open(url: string, name: string): Pick<Window, 'closed' | 'focus' | 'close' | 'location'> | null
  leaveTo(url: string): void
  now(): number
}

const POLL = 2_000
const GIVE_UP = 10 * 60_000
/** Some providers cut the window off, which looks like closing: wait this long before asking (oauth.md §10.5). */
const GRACE = 20_000
const ENDED: readonly AttemptStatus['status'][] = ['granted', 'added', 'failed', 'choose_account', 'expired']

const browserParts: SignInParts = {
  open: (url, name) => window.open(url, name, 'popup,width=520,height=680'),
  leaveTo: url => location.assign(url),
  now: () => Date.now(),
}

export type SignIn = ReturnType<typeof createSignIn>

/**
 * Drives one sign-in (oauth.md §10): the window opens inside the click, then the attempt is made and the window sent
 * on; broadcast and message only say "look now", polling is the floor, and a closed-looking window is only a hint.
 */
export function createSignIn(parts: SignInParts = browserParts) {
  let state: SignInState = { phase: 'idle' }
  let popup: ReturnType<SignInParts['open']> = null
  let round = 0
  let stopWaiting = () => {}
  const listeners = new Set<() => void>()

  function set(next: SignInState) {
    state = next
    for (const listener of listeners) listener()
  }

  async function post(body: NewAttempt): Promise<StartedAttempt> {
    return callApi<StartedAttempt>('POST', '/api/page/oauth/attempts', { body })
  }

  /** Must be called inside the click, before any await. */
  async function start(request: SignInRequest): Promise<void> {
    stop()
    const mine = ++round
    popup = parts.open('/oauth/opening', `flow-sign-in-${parts.now()}`)
    if (!popup) return set({ phase: 'blocked' })
    set({ phase: 'starting' })
    try {
      const attempt = await post({ ...request, mode: 'popup' })
      if (mine !== round) return
      popup.location.replace(attempt.startUrl)
      wait(attempt.id, parts.now())
    } catch (error) {
      if (mine !== round) return
      popup.close()
      set({ phase: 'refused', error })
    }
  }

  /** Without a window: this page goes to the provider and comes back to `returnPath`. */
  async function startOnPage(request: SignInRequest, returnPath: string, onStarted: (attemptId: string) => void) {
    stop()
    const mine = ++round
    set({ phase: 'starting' })
    try {
      const attempt = await post({ ...request, mode: 'page', returnPath })
      if (mine !== round) return
      onStarted(attempt.id)
      parts.leaveTo(attempt.startUrl)
    } catch (error) {
      if (mine === round) set({ phase: 'refused', error })
    }
  }

  /** Tokens that were obtained elsewhere take the place of the window. */
  async function paste(request: SignInRequest, tokens: BroughtTokens): Promise<void> {
    stop()
    const mine = ++round
    set({ phase: 'starting' })
    try {
      const body: PastedTokens = { ...request, ...tokens }
      const attempt = await callApi<AttemptStatus>('POST', withLocale('/api/page/oauth/pasted'), { body })
      if (mine === round) end(attempt)
    } catch (error) {
      if (mine === round) set({ phase: 'refused', error })
    }
  }

  /** Takes up an attempt that was begun before, for example by this page before it was left. */
  function resume(attemptId: string) {
    stop()
    round++
    wait(attemptId, parts.now())
  }

  function wait(attemptId: string, since: number) {
    const mine = round
    let goneAt: number | undefined
    let asking = false
    const look = async () => {
      if (asking || mine !== round) return
      asking = true
      try {
        const attempt = await callApi<AttemptStatus>('GET', withLocale(`/api/page/oauth/attempts/${attemptId}`))
        if (mine === round && ENDED.includes(attempt.status)) return end(attempt)
        if (mine === round && state.phase === 'waiting' && attempt.wants === 'code' && !state.wantsCode) {
          set({ ...state, wantsCode: true })
        }
      } catch {
        // A lost answer is no result: the next look decides.
      } finally {
        asking = false
      }
      if (mine !== round) return
      if (popup?.closed) goneAt ??= parts.now()
      if (parts.now() - since > GIVE_UP) return end({ id: attemptId, status: 'expired', providerId: '' })
      const windowGone = goneAt !== undefined && parts.now() - goneAt > GRACE
      if (state.phase === 'waiting' && state.windowGone !== windowGone) set({ ...state, windowGone })
    }
    const unlisten = listenForResult(attemptId, () => void look())
    const timer = setInterval(() => void look(), POLL)
    stopWaiting = () => {
      clearInterval(timer)
      unlisten()
      stopWaiting = () => {}
    }
    set({ phase: 'waiting', attemptId, since, windowGone: false, wantsCode: false })
    void look()
  }

  /** Brings back by hand what the window could not: throws what the server refuses it with. */
  async function bringBack(text: string): Promise<void> {
    if (state.phase !== 'waiting') return
    const mine = round
    const path = withLocale(`/api/page/oauth/attempts/${state.attemptId}/return`)
    const body: PastedReturn = { text }
    const attempt = await callApi<AttemptStatus>('POST', path, { body })
    if (mine === round && ENDED.includes(attempt.status)) end(attempt)
  }

  function end(attempt: AttemptStatus) {
    stopWaiting()
    round++
    set({ phase: 'ended', attempt })
  }

  function stop() {
    stopWaiting()
    round++
  }

  return {
    start,
    startOnPage,
    paste,
    resume,
    bringBack,
    showWindow: () => popup?.focus(),
    /** Back to the start. The attempt on the server is left to run out. */
    reset: () => {
      stop()
      popup?.close()
      popup = null
      set({ phase: 'idle' })
    },
    stop,
    getState: () => state,
    subscribe: (listener: () => void) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
  }
}
