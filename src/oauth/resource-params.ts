import { fillText } from './template.ts'
import type { OAuth2Config, Values } from './types.ts'

/** `resource` as often as the config names one (RFC 8707 §2). */
export function resourceParams({ resource }: OAuth2Config, values: Values): [string, string][] {
  return resource.map(template => ['resource', fillText(template, values)])
}
