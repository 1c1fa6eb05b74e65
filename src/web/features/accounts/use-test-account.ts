import { useCallback, useState } from 'react'
import type { Account, TestResult } from '#shared/contract/accounts.ts'
import { announce } from '../../lib/announce.ts'
import { callApi } from '../../lib/api.ts'
import { errorWords } from '../../lib/error-words.ts'
import { withLocale } from '../../lib/locale.ts'
import { accountsQuery } from '../../lib/queries.ts'
import { serverWords } from '../../lib/server-words.ts'
import { t } from '../../lib/t.ts'
import { useQueryCache } from '../../lib/use-query.ts'

const AT_ONCE = 3

/** How the last test of an entry stands, in this visit. */
export type TestRun = 'running' | TestResult

/** Tests saved entries and puts each result into the list as it comes. */
export function useTestAccount(onFailure: (error: unknown) => void) {
  const cache = useQueryCache()
  const [runs, setRuns] = useState<ReadonlyMap<string, TestRun>>(new Map())

  const test = useCallback(
    async (account: Account) => {
      setRuns(now => new Map(now).set(account.id, 'running'))
      try {
        const result = await callApi<TestResult>('POST', withLocale(`/api/page/accounts/${account.id}/test`))
        cache.change(accountsQuery, list => list.map(each => withResult(each, account.id, result)))
        setRuns(now => new Map(now).set(account.id, result))
        const message = result.ok ? t('stateOk') : serverWords(result.message)
        announce(t('resultFor', { label: account.label, message }))
      } catch (error) {
        announce(t('resultFor', { label: account.label, message: errorWords(error).text }))
        setRuns(now => new Map([...now].filter(([id]) => id !== account.id)))
        onFailure(error)
      } finally {
        void cache.invalidate(accountsQuery.key)
      }
    },
    [cache, onFailure],
  )

  const testAll = useCallback(
    async (accounts: readonly Account[]) => {
      const waiting = accounts.filter(account => account.testable)
      const worker = async () => {
        for (let next = waiting.shift(); next; next = waiting.shift()) await test(next)
      }
      await Promise.all(Array.from({ length: AT_ONCE }, worker))
    },
    [test],
  )

  return { runs, test, testAll }
}

function withResult(account: Account, id: string, result: TestResult): Account {
  return account.id === id && result.account ? result.account : account
}
