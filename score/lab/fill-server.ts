import type { JsonObject } from '#shared/json.ts'
import { makePageClient } from './page-client.ts'

interface Filled {
  /** Id of the one connection. */
  id: string
  /** API keys that may read it. */
  keys: string[]
  /** Saves one more under a label that is not taken. */
  save(label: string): Promise<void>
}

/** Saves a connection of the leaky connector (`writeLeakyConnector`) and makes so many API keys. */
export async function fillServer(url: string, { keys, values }: { keys: number; values: JsonObject }): Promise<Filled> {
  const page = makePageClient(url)
  await page.send('GET', '/api/page/session')
  const post = async (label: string): Promise<string> => {
    const saved = await page.send('POST', '/api/page/connections', {
      type: 'leaky-login',
      label,
      values: { ...values, mood: 'good' },
    })
    if (saved.status !== 201) throw new Error(`the connection was not saved: ${saved.text}`)
    return (saved.json() as { id: string }).id
  }
  const id = await post('Bench')
  const made: string[] = []
  for (let n = 0; n < keys; n++) {
    const answer = await page.send('POST', '/api/page/keys', { name: `Key ${n}`, expiresInDays: null })
    made.push((answer.json() as { key: string }).key)
  }
  return { id, keys: made, save: async label => void (await post(label)) }
}
