import { useState } from 'react'
import type { ConnectionForm } from '#shared/contract/forms.ts'
import { formQuery } from './queries.ts'
import { useQuery } from './use-query.ts'

/** A form as it was when it was opened: a newer one must not change fields under typing hands. */
export function useOpenedForm(name: string, version?: string) {
  const query = useQuery(formQuery(name, version))
  const [form, setForm] = useState<ConnectionForm | undefined>()
  if (!form && query.data) setForm(query.data)
  return { form, query }
}
