import { type RefObject, useEffect, useState } from 'react'
import type { FormBundle } from '#shared/contract/forms.ts'
import { type Judge, loadValidator, readyJudge } from './load-validator.ts'

export interface LoadedBundle {
  /** The newest form whose validator has come; the one before stays on screen until then. */
  bundle: FormBundle | undefined
  judge: Judge | undefined
  failed: boolean
  retry: () => void
}

/**
 * Brings a form and its validator together: they only fit as a pair (forms.md §10.2). `settle` is called before another
 * pair takes the place of the one on screen.
 */
export function useJudge(bundle: FormBundle, settle: RefObject<(() => void) | undefined>): LoadedBundle {
  const [ready, setReady] = useState<{ bundle: FormBundle; judge: Judge } | undefined>(() => {
    const judge = readyJudge(bundle.validator?.hash)
    return judge && { bundle, judge }
  })
  const [failure, setFailure] = useState<{ hash: string } | undefined>()
  const [attempt, setAttempt] = useState(0)
  const hash = bundle.validator?.hash
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new attempt loads again
  useEffect(() => {
    const { validator } = bundle
    if (!validator) return
    let wanted = true
    loadValidator(validator, bundle.schema)
      .then(judge => {
        if (!wanted) return
        settle.current?.()
        setReady({ bundle, judge })
      })
      .catch(() => wanted && setFailure({ hash: validator.hash }))
    return () => {
      wanted = false
    }
  }, [bundle, attempt, settle])
  const retry = () => {
    setFailure(undefined)
    setAttempt(attempt + 1)
  }
  const failed = failure !== undefined && failure.hash === hash
  // Another language of the same form needs no new validator: it shows at once.
  const current = ready && ready.judge.hash === hash ? bundle : ready?.bundle
  return { bundle: current, judge: ready?.judge, failed, retry }
}
