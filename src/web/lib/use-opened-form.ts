import { useState } from 'react'
import type { ConnectionForm } from '#shared/contract/forms.ts'
import { formQuery } from './queries.ts'
import { useQuery } from './use-query.ts'

/** A form as it was when it was opened: a newer one must not change fields under typing hands, another language may. */
export function useOpenedForm(name: string, version?: string) {
  const query = useQuery(formQuery(name, version))
  const [form, setForm] = useState<ConnectionForm | undefined>()
  if (query.data && query.data !== form && (!form || isSameForm(form, query.data))) setForm(query.data)
  return { form, query }
}

/** The same schema, so that at most its texts differ. */
function isSameForm(a: ConnectionForm, b: ConnectionForm): boolean {
  return a.version === b.version && a.form.validator !== null && a.form.validator.hash === b.form.validator?.hash
}
