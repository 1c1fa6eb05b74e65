import { latePart } from '../../lib/late-part.tsx'
import type { AddConnectionDialogProps } from './add-connection-dialog.tsx'

/** "Add connection" with all that a form needs, which is half as much as the rest of the page. */
export const LateAddConnection = latePart<AddConnectionDialogProps>(async () => {
  const { AddConnectionDialog } = await import('./add-connection-dialog.tsx')
  return AddConnectionDialog
})
