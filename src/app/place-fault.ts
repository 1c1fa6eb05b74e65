import { type FieldNames, networkWords, nextStep } from '#runner/network-words.ts'
import type { FailureCause, RunFailure } from '#runner/types.ts'
import { fieldAt } from '#schema/field-at.ts'
import { labelAt } from '#schema/field-label.ts'
import { secretPlaces } from '#schema/secret-places.ts'
import type { CompiledForm } from '#schema/types.ts'
import { placesOf, valueAt } from '#schema/value-places.ts'
import { isObject, type JsonObject, own } from '#shared/json.ts'
import { fromPointer, toPointer } from '#shared/json-pointer.ts'

type Culprit = 'address' | 'secret' | 'nobody'

const CULPRIT: Record<FailureCause, Culprit> = {
  'unknown-host': 'address',
  refused: 'address',
  'timed-out': 'address',
  certificate: 'address',
  handshake: 'address',
  'bad-address': 'address',
  'http-401': 'secret',
  'http-403': 'secret',
  'http-404': 'address',
  'http-5xx': 'nobody',
  'http-other': 'nobody',
  'not-allowed': 'address',
}

const ADDRESS_CHECKS = new Set(['uri', 'hostname', 'ip', 'ipv4', 'ipv6'])
const ADDRESS_NAME = /(url|uri|host|hostname|server|endpoint|domain|site|address)$/i
const USER_NAME = /\b(user|username|login|e-?mail)\b/i

/** One field of the form with the value it has now. */
interface Place {
  pointer: string
  label: string
  value: string
}

interface Submitted {
  form: CompiledForm
  /** As they were handed to the connector. */
  values: JsonObject
  timeoutMs: number
}

/**
 * A failed request is said at the field that can mend it and by that field's name, where the form has exactly one such
 * field and the connector named none itself (flow-format.md §12.1). The connector's own words stay as they are.
 */
export function placeFault(failure: RunFailure, { form, values, timeoutMs }: Submitted): RunFailure {
  const { network } = failure
  if (!network) return failure
  const address = onlyAddress(form, values, network.host)
  const secret = onlySecret(form, values)
  const names: FieldNames = {
    ...(address ? { address: nameOf(address) } : {}),
    ...(secret ? { secret: [...userBeside(form, values), secret].map(nameOf).join(' and ') } : {}),
  }
  const culprit = CULPRIT[network.cause]
  const place = culprit === 'address' ? address : culprit === 'secret' ? secret : undefined
  const field = failure.field ?? place?.pointer
  const seconds = failure.outcome === 'timeout' ? timeoutMs / 1000 : undefined
  const message = network.worded ? networkWords(network, names, seconds) : failure.message
  const told = network.worded || failure.hint !== undefined || /\bcheck\b/i.test(failure.message)
  return {
    ...failure,
    message,
    ...(field === undefined ? {} : { field }),
    ...(told ? {} : { hint: nextStep(network, names) }),
  }
}

/** The one that holds the host which failed; else the one that is an address by its format; else by its name. */
function onlyAddress(form: CompiledForm, values: JsonObject, host: string): Place | undefined {
  const places = form.secrets.targets
    .flatMap(pointer => placesOf(values, pointer))
    .flatMap(path => filled(form, values, path))
  const holding = host === '' ? [] : places.filter(({ value }) => value.toLowerCase().includes(host.toLowerCase()))
  const formatted = places.filter(({ pointer }) => isAddress(form, values, pointer))
  const named = places.filter(({ pointer, label }) => ADDRESS_NAME.test(pointer) || ADDRESS_NAME.test(label))
  for (const found of [holding, formatted, named])
    if (found.length > 0) return found.length === 1 ? found[0] : undefined
  return undefined
}

function onlySecret(form: CompiledForm, values: JsonObject): Place | undefined {
  const places = secretPlaces(form, values).flatMap(({ path }) => filled(form, values, path))
  return places.length === 1 ? places[0] : undefined
}

/** The one name on the first level that a person signs in with. */
function userBeside(form: CompiledForm, values: JsonObject): Place[] {
  const secrets = new Set(secretPlaces(form, values).map(({ path }) => toPointer(path)))
  const open = Object.keys(values).flatMap(name => filled(form, values, [name]))
  const users = open.filter(
    ({ pointer, label }) => !secrets.has(pointer) && (USER_NAME.test(label) || USER_NAME.test(pointer)),
  )
  return users.length === 1 ? users : []
}

/** Nothing for a field that holds no text or does not exist under the chosen branches. */
function filled(form: CompiledForm, values: JsonObject, path: string[]): Place[] {
  const value = valueAt(values, path)
  if (typeof value !== 'string' || value === '' || !fieldAt(form, values, path)) return []
  const pointer = toPointer(path)
  return [{ pointer, label: labelAt(form, pointer), value }]
}

function isAddress(form: CompiledForm, values: JsonObject, pointer: string): boolean {
  const options = own(fieldAt(form, values, fromPointer(pointer))?.ui ?? {}, 'ui:options')
  if (!isObject(options)) return false
  return own(options, 'inputType') === 'url' || ADDRESS_CHECKS.has(String(own(options, 'check') ?? ''))
}

/** A title as part of a sentence; one that is a sentence itself stands in quotes. */
function nameOf({ label }: Place): string {
  const text = label.replace(/\s+/gu, ' ').trim()
  return text.length > 40 || /[?:!.]$|^(the|a|an|your|my|enter|what|where)\b/i.test(text) ? `field “${text}”` : text
}
