import { useEffect } from 'react'
import type { Account, TestResult } from '#shared/contract/accounts.ts'
import { callApi } from '../../lib/api.ts'
import { errorWords } from '../../lib/error-words.ts'
import { withLocale } from '../../lib/locale.ts'
import { accountsQuery } from '../../lib/queries.ts'
import { serverWords } from '../../lib/server-words.ts'
import { useMutation } from '../../lib/use-mutation.ts'
import { useQueryCache } from '../../lib/use-query.ts'

/** Tests the chosen entry. The result stands under the picker until another entry is chosen. */
export function usePickerTest(chosen: Account | undefined) {
  const cache = useQueryCache()
  const { mutate, reset, isPending, data, error } = useMutation({
    run: (id: string) => callApi<TestResult>('POST', withLocale(`/api/page/accounts/${id}/test`)),
    onSettled: () => cache.invalidate(accountsQuery.key),
  })
  const id = chosen?.id
  // biome-ignore lint/correctness/useExhaustiveDependencies: another entry clears the result of the last one
  useEffect(() => reset(), [id, reset])
  const failure = error ? { ok: false, message: errorWords(error).text } : undefined
  return {
    testing: isPending,
    result: data ? { ok: data.ok, message: serverWords(data.message) } : failure,
    run: () => id && mutate(id),
  }
}
