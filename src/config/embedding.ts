import { type JsonObject, own } from '#shared/json.ts'
import { readTextList } from './told-values.ts'

/** Pages of others that may bring a window of ours to people (security.md §6.5). */
export interface Embedding {
  /** Origins of pages that may open a window of ours. */
  embedOrigins: string[]
  /** Those of them that may show it in a frame. */
  embedFrames: string[]
}

export function readEmbedding(deployment: JsonObject, problems: string[]): Embedding {
  const origins = (name: string) => {
    const list = readTextList(own(deployment, name), name, problems)
    for (const text of list) {
      if (URL.canParse(text) && /^https?:/.test(text) && new URL(text).origin === text) continue
      problems.push(`"${name}" holds "${text}", which is not an origin such as https://editor.example.com.`)
    }
    return list
  }
  const embedOrigins = origins('embedOrigins')
  const embedFrames = origins('embedFrames')
  for (const text of embedFrames) {
    if (!embedOrigins.includes(text)) problems.push(`"embedFrames" holds "${text}", which is not in "embedOrigins".`)
  }
  return { embedOrigins, embedFrames }
}
