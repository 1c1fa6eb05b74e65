import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { ProviderTrial, StartedTrial } from '#shared/contract/trials.ts'
import { AppError } from '#shared/errors/app-error.ts'
import { makeId } from '#shared/ids.ts'
import type { PageSession, UserApp } from '../app.ts'
import type { AppContext } from '../context.ts'
import { describeFault } from '../log.ts'
import { requireProvider } from '../logins/open-provider.ts'
import { openEntry } from '../logins/provider-secret.ts'
import type { TrialPerson, TrialStep } from './dance.ts'
import type { OAuthTrialOptions } from './trial-options.ts'

const SIGN_IN_MS = 10 * 60_000
/** How long the outcome is kept for whoever looks. */
const KEPT_MS = 15 * 60_000
const REQUEST_MS = 30_000
const AT_ONCE = 3

/** Dances with one entry of a load file in a data folder of its own. */
export type TryOAuth = (options: OAuthTrialOptions) => Promise<TrialStep[]>

interface Trial {
  id: string
  sessionHash: string
  displayName: string
  steps: TrialStep[]
  status: ProviderTrial['status']
  go?: { url: string; code?: string }
  error?: string
  /** Where the browser is waited for. */
  back?: { resolve: (path: string) => void; reject: (why: AppError) => void }
}

/**
 * "Try sign-in": the whole dance of a loaded provider, with its own client and return URL, in data of its own that are
 * deleted afterwards. Nothing of it is saved, and what it shows is redacted step by step.
 */
export function makeProviderTrials(run: TryOAuth | undefined) {
  const trials = new Map<string, Trial>()
  const find = (session: PageSession, id: string): Trial => {
    const trial = trials.get(id)
    if (trial?.sessionHash === session.sessionHash) return trial
    throw new AppError('not_found', { detail: 'This trial is over. Start it again.' })
  }

  async function start(own: AppContext, session: PageSession, providerId: string): Promise<StartedTrial> {
    const { row } = await requireProvider(own, providerId)
    const found = own.catalogue.findOAuth(row.connector)
    if (!run || !found) {
      throw new AppError('connector_unavailable', { detail: 'Its connector is not installed here any more.' })
    }
    if ([...trials.values()].filter(({ status }) => status !== 'ended').length >= AT_ONCE) {
      throw new AppError('busy', { detail: 'Other trials are running. Wait until one of them ends.' })
    }
    const id = makeId('att', own.random(16))
    const { sessionHash } = session
    const trial: Trial = { id, sessionHash, displayName: row.displayName, steps: [], status: 'running' }
    trials.set(id, trial)
    own.log.info('sign-in-started', { id, type: row.connector, outcome: 'trial' })
    const input = {
      oauth: { name: row.connector, root: found.connector.root },
      ...{ displayName: row.displayName, values: openEntry(own, row), publicUrl: own.config.publicUrl },
      ...{ config: own.config, requestMs: REQUEST_MS, mock: false, fetch: own.fetch },
      person: personOf(trial),
      onStep: (step: TrialStep) => trial.steps.push(step),
    }
    void inFolder(own.config.home, folder => run({ ...input, folder }))
      .catch(error => {
        trial.error = error instanceof AppError ? error.detail : 'Something went wrong here.'
        if (!(error instanceof AppError)) own.log.error('trial-failed', { id, fault: describeFault(error) })
      })
      .finally(() => {
        trial.status = 'ended'
        setTimeout(() => trials.delete(id), KEPT_MS).unref()
      })
    return { id }
  }

  /** The trial of this browser that waits for exactly this answer. */
  function takeAnswer(session: PageSession, { connector, slug, query }: Callback): Trial | undefined {
    const path =
      slug === '' ? '/oauth/return' : `/oauth/return/${encodeURIComponent(connector)}/${encodeURIComponent(slug)}`
    for (const trial of trials.values()) {
      if (trial.sessionHash !== session.sessionHash || !trial.back || !answers(trial, path, query)) continue
      trial.back.resolve(query === '' ? path : `${path}?${query}`)
      return trial
    }
    return undefined
  }

  return {
    of: (own: AppContext): Pick<UserApp, 'startTrial' | 'getTrial' | 'endTrial'> => ({
      startTrial: (session, providerId) => start(own, session, providerId),
      getTrial: async (session, id) => describe(find(session, id)),
      endTrial: async (session, id) => stop(find(session, id)),
    }),
    /** Answers of services are those of a trial, or of a sign-in that is to be saved. */
    first:
      (finish: UserApp['finishAttempt']): UserApp['finishAttempt'] =>
      async (session, callback) => {
        const trial = takeAnswer(session, callback)
        return trial ? { attemptId: trial.id, returnPath: `/providers?trial=${trial.id}` } : finish(session, callback)
      },
    close: () => {
      for (const trial of trials.values()) stop(trial)
    },
  }
}

export type ProviderTrials = ReturnType<typeof makeProviderTrials>

interface Callback {
  connector: string
  slug: string
  query: string
}

/** By what a service gives back unchanged; where it was sent nothing of the kind, by the return URL alone. */
function answers({ go }: Trial, path: string, query: string): boolean {
  if (!go) return false
  const [sent, got] = [new URL(go.url).searchParams, new URLSearchParams(query)]
  for (const name of ['state', 'oauth_token']) {
    const wanted = sent.get(name)
    if (wanted !== null && got.has(name)) return got.get(name) === wanted
  }
  const redirectUri = sent.get('redirect_uri')
  return !sent.has('state') && redirectUri !== null && new URL(redirectUri).pathname === path
}

function personOf(trial: Trial): TrialPerson {
  const stopped = () => trial.status === 'ended'
  return {
    async signIn(url) {
      const { promise, resolve, reject } = Promise.withResolvers<string>()
      const timer = setTimeout(
        () => reject(new AppError('state_expired', { detail: 'Nobody came back from the sign-in within 10 minutes.' })),
        SIGN_IN_MS,
      )
      timer.unref()
      Object.assign(trial, { status: 'person', go: { url }, back: { resolve, reject } })
      try {
        return await promise
      } finally {
        clearTimeout(timer)
        trial.status = 'running'
        delete trial.go
        delete trial.back
      }
    },
    async enterCode({ userCode, page, filledPage }) {
      if (stopped()) throw ended()
      trial.status = 'person'
      trial.go = { url: filledPage ?? page, code: userCode }
    },
    async fill() {
      throw new AppError('wrong_use', {
        detail: 'This config asks for values with the sign-in. Try it with "flow test oauth" in a terminal.',
      })
    },
  }
}

function stop(trial: Trial): void {
  trial.back?.reject(ended())
  trial.status = 'ended'
}

function ended(): AppError {
  return new AppError('state_expired', { detail: 'The trial was ended.' })
}

function describe({ id, displayName, status, go, steps, error }: Trial): ProviderTrial {
  return {
    ...{ id, displayName, status, steps },
    ...(go && status === 'person' ? { go } : {}),
    ...(error === undefined ? {} : { error }),
  }
}

/** What a dance stored is gone with its folder, whatever came of it. */
async function inFolder<T>(home: string, work: (folder: string) => Promise<T>): Promise<T> {
  const cache = join(home, 'cache')
  await mkdir(cache, { recursive: true, mode: 0o700 })
  const folder = await mkdtemp(join(cache, 'trial-'))
  try {
    return await work(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
