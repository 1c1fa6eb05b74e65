import { checkNames, type Part, type Stage } from './known-names.ts'
import type { ListValue } from './list-field.ts'
import type { LoadContext } from './load-urls.ts'
import { markUsed, toTemplate } from './load-values.ts'
import { namesOf, showTemplate } from './template.ts'
import type { Param, Template } from './types.ts'

export const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const

/** A list field as parameters of one request, its names checked for that place. */
export function readParams(context: LoadContext, pointer: string, place: { stage: Stage; part: Part }): Param[] {
  return [...context.reader.list(pointer)].map(([name, value]) => ({
    name,
    values: readValues(context, { pointer, name, value, place }),
  }))
}

/** One template of `oauth2_ext` that is no list field. */
export function readTemplate(
  context: LoadContext,
  pointer: string,
  place: { stage: Stage; part: Part },
): Template | null {
  const text = context.reader.text(pointer)
  return text === '' ? null : checked(context, { pointer, field: pointer.slice(1) }, toTemplate(text), place)
}

/** Where something stands, and the field that is named in words about it. */
interface Place {
  pointer: string
  field: string
}

interface ValueInput {
  pointer: string
  name: string
  value: ListValue
  place: { stage: Stage; part: Part }
}

function readValues(context: LoadContext, { pointer, name, value, place }: ValueInput): Template[] | null {
  if (value === null) return null
  const at = { pointer: context.reader.entryPlace(pointer, name), field: pointer.slice(1) }
  const templates = (Array.isArray(value) ? value : [value]).map(text => checked(context, at, toTemplate(text), place))
  if (/^(?:client|consumer)_?secret$/i.test(name) && templates.some(isLiteral)) {
    const message = `"${pointer.slice(1)}" holds a client secret. Move it to CLIENT_SECRET in the load file.`
    context.reader.error(at.pointer, 'secret-in-config', message)
  }
  for (const template of templates) refuseFlow(context, { ...at, name }, showTemplate(template))
  return templates
}

/** Tokens in the address of the browser, and the person's own password, pass through hands they should not (RFC 9700 §2). */
function refuseFlow(context: LoadContext, { pointer, field, name }: Place & { name: string }, text: string): void {
  const words = text.toLowerCase().split(/\s+/)
  const why =
    name === 'response_type' && words.includes('token')
      ? 'asks for tokens in the address of the browser; only the code goes there'
      : name === 'grant_type' && words.includes('password')
        ? 'asks for the password of the person; only the authorization code is used'
        : undefined
  if (why) context.reader.error(pointer, 'not-available', `"${name}" in "${field}" ${why}`)
}

function checked(
  context: LoadContext,
  { pointer, field }: Place,
  template: Template,
  place: { stage: Stage; part: Part },
): Template {
  const { reader, loaded, scope, baseUrl } = context
  for (const { code, message } of checkNames(template, place, scope)) {
    reader.error(pointer, code, `"${field}": ${message}`)
  }
  markUsed(loaded, namesOf(template))
  return template.flatMap(part => (typeof part !== 'string' && part.name === 'base_url' ? baseUrl : [part]))
}

function isLiteral(template: Template): boolean {
  const text = showTemplate(template)
  return namesOf(template).length === 0 && text !== '' && !/^<.*>$/s.test(text)
}

/** `json` where a header of the request says so. */
export function formatOf(headers: readonly Param[]): 'json' | undefined {
  const type = headers.find(header => header.name.toLowerCase() === 'content-type')
  const value = type?.values?.[0]
  return value && /^application\/(?:[\w.-]+\+)?json\b/i.test(showTemplate(value).trim()) ? 'json' : undefined
}
