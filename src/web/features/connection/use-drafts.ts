import { useState } from 'react'
import type { ConnectionForm } from '#shared/contract/forms.ts'
import { carryValues, type Draft } from './carry-values.ts'

export interface Drafts {
  keep(form: ConnectionForm, draft: Draft): void
  /** What a form opens with; undefined: with its own defaults. */
  startOf(form: ConnectionForm): Partial<Draft> | undefined
}

/**
 * What was typed into each form of an open window, so that looking at another type loses nothing. It lives as long as
 * the window and nowhere else.
 */
export function useDrafts(): Drafts {
  const [drafts] = useState(createDrafts)
  return drafts
}

export function createDrafts(): Drafts {
  /** The form used last stands last. */
  const kept = new Map<string, Draft & { form: ConnectionForm }>()
  return {
    keep(form, draft) {
      kept.delete(form.type)
      kept.set(form.type, { ...draft, form })
    },
    startOf(form) {
      const own = kept.get(form.type)
      if (own) return own
      const other = [...kept.values()].findLast(each => each.form.service === form.service)
      if (!other) return undefined
      const named = other.label !== other.form.defaultLabel
      return { values: carryValues(other.form, form, other.values), ...(named ? { label: other.label } : {}) }
    },
  }
}
