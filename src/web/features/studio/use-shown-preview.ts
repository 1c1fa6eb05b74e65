import { type RefObject, useEffect, useState } from 'react'
import type { Preview } from '#shared/contract/preview.ts'
import type { ConnectionFormHandle } from '../../form/connection-form.tsx'
import { loadValidator, readyJudge } from '../../form/load-validator.ts'
import { hasForm } from './studio-problems.ts'

/**
 * The newest preview that has a form, once its validator has come: what is on screen gives way to a whole form only.
 * While the text is broken that is an older one.
 */
export function useShownPreview(
  preview: Preview | undefined,
  form: RefObject<ConnectionFormHandle | null>,
): Preview | undefined {
  const [shown, setShown] = useState(() => (readyJudge(preview?.form?.validator?.hash) ? preview : undefined))
  useEffect(() => {
    const validator = preview?.form?.validator
    if (!preview?.form || !validator || !hasForm(preview)) return
    let wanted = true
    const show = () => {
      if (!wanted) return
      // A letter of this very moment is told before its box goes.
      form.current?.values()
      setShown(preview)
    }
    // A validator that does not come is told by the form itself, which offers to try again.
    loadValidator(validator, preview.form.schema).then(show, show)
    return () => {
      wanted = false
    }
  }, [preview, form])
  return shown
}
