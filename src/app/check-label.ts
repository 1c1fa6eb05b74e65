import { AppError } from '#shared/errors/app-error.ts'
import { isLabel } from '#shared/label.ts'
import type { AppContext } from './context.ts'

/** The label as it is stored. Throws `invalid_label` (flow-format.md §12.1). */
export function checkLabel(text: string): string {
  const label = text.normalize('NFC')
  if (isLabel(label)) return label
  throw refuse('invalid_label', 'Use letters, digits and _ only, at most 100 of them, and do not start with a digit.')
}

/** Throws `label_taken` early, before a connector runs for nothing. The database has the last word. */
export async function requireFreeLabel({ store, owner }: AppContext, label: string): Promise<void> {
  const taken = await store.accounts.labels(owner.userId)
  if (!taken.has(label)) return
  throw refuse('label_taken', `The label ${label} is in use by another connection or login. Choose another one.`)
}

function refuse(code: 'invalid_label' | 'label_taken', detail: string): AppError {
  return new AppError(code, { detail, fields: [{ pointer: '/label', code, detail }] })
}
