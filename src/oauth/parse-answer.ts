import { isObject, type Json, type JsonObject } from '#shared/json.ts'
import type { RawAnswer } from './oauth-request.ts'

const MAX_DEPTH = 16

/** The body of an answer by what it holds, whatever its label says (oauth.md 6749-16). */
export type ParsedAnswer =
  | { kind: 'json' | 'form'; value: JsonObject; text: string }
  | { kind: 'html' | 'text' | 'empty'; value: null; text: string }

/** Reads a body as JSON, then as a form; HTML and other text stay text. Throws nothing. */
export function parseAnswer(answer: RawAnswer): ParsedAnswer {
  const text = decode(answer)
  const body = text.trim()
  if (body === '') return { kind: 'empty', value: null, text: '' }
  const json = readJson(body)
  if (isObject(json) && !deeperThan(json, MAX_DEPTH)) return { kind: 'json', value: json, text }
  if (body.startsWith('<')) return { kind: 'html', value: null, text }
  const form = json === undefined ? readForm(body) : undefined
  return form ? { kind: 'form', value: form, text } : { kind: 'text', value: null, text }
}

/** True when the label says JSON; only a config with `strict` asks. */
export function isLabelledJson(answer: RawAnswer): boolean {
  return /^application\/(?:[\w.-]+\+)?json\b/i.test(answer.headers['content-type'] ?? '')
}

/** UTF-8 unless a byte-order mark says UTF-16; JSON and forms are never in another encoding. */
function decode({ bytes }: RawAnswer): string {
  const [first, second] = bytes
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes)
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes)
  return new TextDecoder('utf-8').decode(bytes)
}

function readJson(text: string): Json | undefined {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** `a=1&b=2`; each name must look like one, or any text with a `=` would be a form. */
function readForm(text: string): JsonObject | undefined {
  if (!/^[\w.[\]%-]+=[^\s<]*$/.test(text)) return undefined
  return Object.fromEntries(new URLSearchParams(text))
}

function deeperThan(value: Json, limit: number): boolean {
  if (typeof value !== 'object' || value === null) return false
  return limit === 0 || Object.values(value).some(item => deeperThan(item, limit - 1))
}
