import { useCallback, useRef, useState } from 'react'
import type { Account, TestResult } from '#shared/contract/accounts.ts'
import { announce } from '../../lib/announce.ts'
import { callApi } from '../../lib/api.ts'
import { errorWords } from '../../lib/error-words.ts'
import { withLocale } from '../../lib/locale.ts'
import { accountsQuery } from '../../lib/queries.ts'
import { serverWords } from '../../lib/server-words.ts'
import { t, tCount } from '../../lib/t.ts'
import { showToast } from '../../lib/toasts.ts'
import { useQueryCache } from '../../lib/use-query.ts'

const AT_ONCE = 3

/** How the last test of an entry stands, in this visit. */
export type TestRun = 'running' | TestResult

/** How far a test of several entries has come. */
export interface TestProgress {
  total: number
  done: number
  passed: number
}

/** Tests saved entries, one or many, and puts each result into the list as it comes. */
export function useAccountTests(onFailure: (error: unknown) => void) {
  const cache = useQueryCache()
  const [runs, setRuns] = useState<ReadonlyMap<string, TestRun>>(new Map())
  const [progress, setProgress] = useState<TestProgress | undefined>()
  const stop = useRef<AbortController>(undefined)

  /** Undefined: there is no answer, because nobody waits for it any more or because it failed. */
  const run = useCallback(
    async (account: Account, signal?: AbortSignal): Promise<TestResult | undefined> => {
      setRuns(now => new Map(now).set(account.id, 'running'))
      try {
        const path = withLocale(`/api/page/accounts/${account.id}/test`)
        const result = await callApi<TestResult>('POST', path, signal ? { signal } : {})
        cache.change(accountsQuery, list => list.map(each => withResult(each, account.id, result)))
        setRuns(now => new Map(now).set(account.id, result))
        return result
      } catch (error) {
        setRuns(now => new Map([...now].filter(([id]) => id !== account.id)))
        if (signal?.aborted) return undefined
        announce(t('resultFor', { label: account.label, message: errorWords(error).text }))
        onFailure(error)
        return undefined
      }
    },
    [cache, onFailure],
  )

  const test = useCallback(
    async (account: Account) => {
      const result = await run(account)
      if (result) {
        const message = result.ok ? t('stateOk') : serverWords(result.message)
        announce(t('resultFor', { label: account.label, message }))
      }
      void cache.invalidate(accountsQuery.key)
    },
    [cache, run],
  )

  const testMany = useCallback(
    async (accounts: readonly Account[]) => {
      const waiting = accounts.filter(({ testable, state }) => testable && state !== 'unreadable')
      const total = waiting.length
      const controller = new AbortController()
      stop.current?.abort()
      stop.current = controller
      const { signal } = controller
      let done = 0
      let passed = 0
      setProgress({ total, done, passed })
      const worker = async () => {
        for (let next = waiting.shift(); next && !signal.aborted; next = waiting.shift()) {
          const result = await run(next, signal)
          if (signal.aborted) return
          done++
          if (result?.ok) passed++
          setProgress({ total, done, passed })
        }
      }
      await Promise.all(Array.from({ length: AT_ONCE }, worker))
      if (stop.current === controller) setProgress(undefined)
      showToast(outcome({ total, done, passed }))
      void cache.invalidate(accountsQuery.key)
    },
    [cache, run],
  )

  return { runs, progress, test, testMany, cancel: () => stop.current?.abort() }
}

function outcome({ total, done, passed }: TestProgress): string {
  if (done < total) return t('testsCancelled', { done, total })
  if (passed === total) return tCount('testsPassed', total)
  return t('testsMixed', { passed, failed: total - passed })
}

function withResult(account: Account, id: string, result: TestResult): Account {
  return account.id === id && result.account ? { ...account, ...result.account } : account
}
