import { judgeValues } from '#app/judge-values.ts'
import { prepareValues } from '#app/prepare-values.ts'
import type { JsonObject } from '#shared/json.ts'
import type { PageClient } from '../page-client.ts'
import { linesOf, linesOfRefusal, type Said } from './problem-lines.ts'
import type { VerdictForm } from './read-forms.ts'

/** What saving and testing do with values before the connector gets them. */
export function judgeOnServer({ form }: VerdictForm, submitted: JsonObject): Said {
  try {
    prepareValues({ forms: { judge: judgeValues } }, { form, submitted, stored: {} })
    return []
  } catch (error) {
    return linesOfRefusal(error)
  }
}

/** The same, asked of a running server as the page asks it. */
export async function askServer(client: PageClient, { type }: VerdictForm, values: JsonObject): Promise<Said> {
  const answer = await client.send('POST', '/api/page/connections/test', JSON.stringify({ type, values }))
  const body = answer.json() as { ok?: boolean; code?: string; errors?: { pointer: string; detail: string }[] }
  if (answer.status === 200 && body.ok) return []
  if (answer.status === 422 && body.errors) return linesOf(body.errors)
  return [`answered ${answer.status}: ${answer.text.slice(0, 200)}`]
}
