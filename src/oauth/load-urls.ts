import { AppError } from '#shared/errors/app-error.ts'
import { buildUrl, literalHostEnd } from './build-url.ts'
import type { ConfigReader } from './config-reader.ts'
import { checkNames, type NameScope, type Stage } from './known-names.ts'
import type { LoadEntry } from './load-types.ts'
import { type FieldKey, type LoadValues, markUsed, toTemplate } from './load-values.ts'
import { fillText, joinTemplates, namesOf, showTemplate } from './template.ts'
import type { InputField, Template } from './types.ts'
import { urlPlaces } from './url-places.ts'

/** What reading one config needs at every step. */
export interface LoadContext {
  reader: ConfigReader
  entry: LoadEntry
  loaded: LoadValues
  scope: NameScope
  inputs: readonly InputField[]
  clientId: string
  hostSuffix: readonly string[]
  loopbackHttp: boolean
  baseUrl: Template
}

interface UrlField {
  pointer: string
  stage: Stage
  /** The load-file key that replaces the field. */
  key?: FieldKey
  tokenUrl?: Template
}

/** `base_url`, or what `BASE_URL` puts in its place. Only params and `before` inputs may stand in it. */
export function readBaseUrl(context: Omit<LoadContext, 'baseUrl'>): Template {
  const { reader, scope, loaded } = context
  const template = toTemplate(context.entry.values['BASE_URL'] || reader.text('/base_url'))
  const problems = checkNames(template, { stage: 'auth', part: 'url' }, { ...scope, after: new Set() })
  for (const { code, message } of problems) reader.error('/base_url', code, message)
  markUsed(loaded, namesOf(template))
  return trimSlash(template)
}

/** The address of one request, made absolute and checked; null when the field is empty. */
export function readUrl(context: LoadContext, field: UrlField): Template | null {
  const { reader, entry, loaded } = context
  const text = (field.key && entry.values[field.key]) || reader.text(field.pointer)
  if (text === '') return null
  const template = absolute(context, field, toTemplate(text))
  if (!template) return null
  const problems = checkNames(template, { stage: field.stage, part: 'url' }, context.scope)
  for (const { code, message } of problems) reader.error(field.pointer, code, message)
  markUsed(loaded, namesOf(template))
  if (problems.length === 0) checkAddress(context, field, template)
  return template
}

/** The host of an address as far as it is known when a provider is loaded: `{sub}.zendesk.com`. */
export function shownHost(context: LoadContext, template: Template): string {
  const known = { ...context.loaded.values, client_id: context.clientId }
  const parts = template.map(part =>
    typeof part !== 'string' && Object.hasOwn(known, part.name) ? fillText([part], known) : part,
  )
  const [, authority] = /^[a-z]+:\/\/([^/?#]*)/i.exec(showTemplate(joinTemplates(parts))) ?? []
  return (authority ?? showTemplate(template).replace(/[/?#].*$/s, '')).toLowerCase()
}

function absolute(context: LoadContext, field: UrlField, template: Template): Template | undefined {
  const [first, ...rest] = template
  if (typeof first === 'string') {
    return /^[a-z][a-z0-9+.-]*:/i.test(first) ? template : underBase(context, field, template)
  }
  if (first?.name === 'base_url') return joinTemplates(context.baseUrl, rest)
  if (first?.name === 'tokenURL' && field.tokenUrl) return joinTemplates(field.tokenUrl, rest)
  return first && holdsAddress(context, first.name) ? template : underBase(context, field, template)
}

/** `base_url` without its last slash, a slash, the path: plain joining (flow-format.md §6.2). */
function underBase(context: LoadContext, field: UrlField, template: Template): Template | undefined {
  if (context.baseUrl.length === 0) {
    const message = `"${field.pointer.slice(1)}" is no full address, and there is no base_url to put before it`
    context.reader.error(field.pointer, 'bad-url', message)
    return undefined
  }
  const [first, ...rest] = template
  const path = typeof first === 'string' ? [first.replace(/^\/+/, ''), ...rest] : template
  return joinTemplates(context.baseUrl, ['/'], path)
}

/** A template that begins with a name is a full address when the name is known to hold one, else it is a path. */
function holdsAddress(context: LoadContext, name: string): boolean {
  const value = context.loaded.values[name]
  if (value !== undefined) return /^https?:/i.test(value)
  if (/^(?:token|callback)\./.test(name) || /(?:^|_)ur[il]$/i.test(name)) return true
  const format = context.inputs.find(input => input.name === name)?.schema['format']
  return context.baseUrl.length === 0 || format === 'url' || format === 'uri'
}

function checkAddress(context: LoadContext, field: UrlField, template: Template): void {
  const { reader, loaded, clientId, hostSuffix, loopbackHttp } = context
  const known = { ...loaded.values, client_id: clientId }
  const open = namesOf(template).filter(name => !Object.hasOwn(known, name))
  if (open.length > 0) {
    checkOpenHost(context, field, template)
    return
  }
  try {
    buildUrl(template, known, { trusted: () => true, hostSuffix, loopbackHttp })
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    reader.error(field.pointer, 'bad-url', `"${field.pointer.slice(1)}": ${error.detail}`)
  }
}

/** The name of an input that chooses the host of an address, where nothing limits which one. */
export function openHost(context: LoadContext, template: Template): string | undefined {
  const { loaded, hostSuffix } = context
  if (hostSuffix.length > 0 || /\.[a-z0-9-]+/i.test(literalHostEnd(template))) return undefined
  const places = urlPlaces(template)
  const chooses = template.find((part, i): part is { name: string } => {
    const place = places[i]
    const inHost = place === 'start' || place === 'host' || place === 'label'
    return inHost && typeof part !== 'string' && !Object.hasOwn(loaded.values, part.name)
  })
  return chooses?.name
}

/** Who types in an input must not be able to send a client secret to a host of his choice. */
function checkOpenHost(context: LoadContext, field: UrlField, template: Template): void {
  const { reader } = context
  const [first] = template
  const shown = field.pointer.slice(1)
  if (typeof first === 'string' && !/^https?:\/\//i.test(first)) {
    reader.error(field.pointer, 'bad-url', `"${shown}" is no http or https address`)
    return
  }
  const name = openHost(context, template)
  if (name === undefined) return
  const message = `{${name}} chooses the host of "${shown}". Say in host_suffix which hosts are allowed.`
  if (field.stage === 'validate') reader.warn(field.pointer, 'open-host', message)
  else reader.error(field.pointer, 'bad-url', message)
}

function trimSlash(template: Template): Template {
  const last = template.at(-1)
  return typeof last === 'string' ? [...template.slice(0, -1), last.replace(/\/+$/, '')] : template
}
