import { speech } from './locale.ts'

/** A sentence of the server in the language of the page, where that language knows it; else as it came, in English. */
export function serverWords(text: string): string {
  return speech().dictionary?.fromServer(text) ?? text
}
