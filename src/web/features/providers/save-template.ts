import type { ProviderTemplate } from '#shared/contract/logins.ts'
import { callApi } from '../../lib/api.ts'

/** Puts a load file for one OAuth config among the downloads, to be filled in. */
export async function saveTemplate(connector: string): Promise<void> {
  const path = `/api/page/providers/template?connector=${encodeURIComponent(connector)}`
  const { text } = await callApi<ProviderTemplate>('GET', path)
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }))
  const link = document.createElement('a')
  link.href = url
  link.download = `${connector}.oauths.json`
  link.click()
  URL.revokeObjectURL(url)
}
