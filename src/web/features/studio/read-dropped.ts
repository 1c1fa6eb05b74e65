import { t } from '../../lib/words-studio.ts'

export type ReadFile = { name: string; text: string } | { refusal: string }

/** More is no connection.json, whatever its name. */
const MOST_BYTES = 5_000_000

/** The text of a file that somebody dropped or chose, or a sentence on why it is none. */
export async function readDropped(file: File): Promise<ReadFile> {
  const { name } = file
  if (file.size > MOST_BYTES) return { refusal: t('fileHuge', { name }) }
  if (/^(image|audio|video|font)\//.test(file.type)) return { refusal: t('fileNotText', { name }) }
  const text = await file.text().catch(() => undefined)
  if (text === undefined) return { refusal: t('fileUnread', { name }) }
  // A text has no zero bytes, and what is no UTF-8 comes with marks in their place.
  if (text.includes('\0') || text.slice(0, 4_000).split('\uFFFD').length > 4)
    return { refusal: t('fileNotText', { name }) }
  return { name, text: text.replace(/\r\n?/g, '\n') }
}
