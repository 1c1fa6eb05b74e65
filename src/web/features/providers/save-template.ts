import type { ProviderTemplate } from '#shared/contract/logins.ts'
import { callApi } from '../../lib/api.ts'
import { saveText } from '../../lib/save-text.ts'

/** Puts a load file for one OAuth config among the downloads, to be filled in. */
export async function saveTemplate(connector: string): Promise<void> {
  const path = `/api/page/providers/template?connector=${encodeURIComponent(connector)}`
  const { text } = await callApi<ProviderTemplate>('GET', path)
  saveText({ name: `${connector}.oauths.json`, type: 'application/json', text })
}
