import type { EgressFetch } from '#egress/create-fetch.ts'
import type { Repositories, Store } from '#store/types.ts'

/** Where a process is killed or frozen, from within, so that it is exact. */
export interface Halt {
  /** `before grants.lease`, `after journal.insert`, `before send`, `after transaction`: a step of the store or a request. */
  at: string
  signal: 'SIGKILL' | 'SIGSTOP'
  /** The how-manieth to come by. */
  count: number
  /** Those before wait there, so that all stand at the point together. */
  together?: boolean
}

export interface Halts {
  arm(halt: Halt): void
  store(store: Store): Store
  fetch(fetch: EgressFetch): EgressFetch
}

type Pass = (point: string) => Promise<void>

/** Wraps what the program is handed, so that it knows nothing of being halted. `halting` is called just before. */
export function makeHalts(halting: () => void): Halts {
  let armed: Halt | undefined
  let left = 0
  let go = Promise.withResolvers<void>()
  const pass: Pass = async point => {
    if (armed?.at !== point) return
    left--
    if (left > 0) {
      if (armed.together) await go.promise
      return
    }
    const { signal } = armed
    armed = undefined
    halting()
    process.kill(process.pid, signal)
    go.resolve()
  }
  return {
    arm(halt) {
      armed = halt
      left = halt.count
      go = Promise.withResolvers()
    },
    store: store => ({
      ...watchedRepositories(store, pass),
      now: store.now,
      onForeignChange: store.onForeignChange,
      close: store.close,
      async transaction(work) {
        const result = await store.transaction(tx => work(watchedRepositories(tx, pass)))
        await pass('after transaction')
        return result
      },
    }),
    fetch: fetch => async request => {
      await pass('before send')
      const answer = await fetch(request)
      await pass('after send')
      return answer
    },
  }
}

/** The steps a process can be halted at; all others stay as they are, because some of them are synchronous. */
function watchedRepositories(real: Repositories, pass: Pass): Repositories {
  const { accounts, attempts, grants, journal } = real
  return {
    ...real,
    accounts: {
      ...accounts,
      insert: watched('accounts.insert', accounts.insert, pass),
      remove: watched('accounts.remove', accounts.remove, pass),
    },
    attempts: {
      ...attempts,
      insert: watched('attempts.insert', attempts.insert, pass),
      takeForStart: watched('attempts.takeForStart', attempts.takeForStart, pass),
      takeForExchange: watched('attempts.takeForExchange', attempts.takeForExchange, pass),
      finish: watched('attempts.finish', attempts.finish, pass),
    },
    grants: {
      ...grants,
      lease: watched('grants.lease', grants.lease, pass),
      apply: watched('grants.apply', grants.apply, pass),
      setStatus: watched('grants.setStatus', grants.setStatus, pass),
    },
    journal: { ...journal, insert: watched('journal.insert', journal.insert, pass) },
  }
}

function watched<A extends unknown[], R>(name: string, real: (...args: A) => Promise<R>, pass: Pass) {
  return async (...args: A): Promise<R> => {
    await pass(`before ${name}`)
    const result = await real(...args)
    await pass(`after ${name}`)
    return result
  }
}
