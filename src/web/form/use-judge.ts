import { type RefObject, useEffect, useState } from 'react'
import type { FormBundle } from '#shared/contract/forms.ts'
import { loadTheme, readyTheme } from './load-theme.ts'
import { type Judge, loadValidator, readyJudge } from './load-validator.ts'
import type { Theme } from './theme.ts'

export interface LoadedBundle {
  /** The newest form whose validator has come; the one before stays on screen until then. */
  bundle: FormBundle | undefined
  judge: Judge | undefined
  theme: Theme | undefined
  failed: boolean
  retry: () => void
}

/**
 * Brings a form, its validator and the parts it is drawn with together: they only fit as a whole (forms.md §10.2).
 * `settle` is called before another form takes the place of the one on screen.
 */
export function useJudge(bundle: FormBundle, settle: RefObject<(() => void) | undefined>): LoadedBundle {
  const [ready, setReady] = useState<{ bundle: FormBundle; judge: Judge; theme: Theme } | undefined>(() => {
    const judge = readyJudge(bundle.validator?.hash)
    const theme = readyTheme(bundle)
    return judge && theme && { bundle, judge, theme }
  })
  const [failure, setFailure] = useState<{ hash: string } | undefined>()
  const [attempt, setAttempt] = useState(0)
  const hash = bundle.validator?.hash
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new attempt loads again
  useEffect(() => {
    const { validator } = bundle
    if (!validator) return
    let wanted = true
    Promise.all([loadValidator(validator, bundle.schema), loadTheme(bundle)])
      .then(([judge, theme]) => {
        if (!wanted) return
        settle.current?.()
        setReady({ bundle, judge, theme })
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
  return { bundle: current, judge: ready?.judge, theme: ready?.theme, failed, retry }
}
