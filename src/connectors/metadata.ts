import { createHash } from 'node:crypto'
import { type JsonObject, own } from '#shared/json.ts'
import type { JsoncDocument } from '#shared/jsonc.ts'
import type { ArtifactWarning, AuthType } from './types.ts'

const AUTH_TYPES: readonly AuthType[] = ['none', 'basic', 'token', 'app_key', 'one_way_ssl', 'two_way_ssl', 'custom']

/** The metadata keys of flow-format.md §2.2 that connection types, OAuth configs and actions share. */
export interface Metadata {
  name: string
  version: string
  uid: string
  label: string
  icon: string
  tags: string[]
  usage: { text: string; link?: string } | null
  published: boolean
  phase: string
  authType: AuthType
}

export interface MetadataDefaults {
  name: string
  version: string
  label: string
  icon: string
}

/** Reads the metadata; a value of a wrong type is told and then treated as absent. */
export function readMetadata(
  document: JsonObject,
  defaults: MetadataDefaults,
  locate: JsoncDocument['locate'],
): { metadata: Metadata; warnings: ArtifactWarning[] } {
  const warnings: ArtifactWarning[] = []
  const text = (key: string, fallback: string): string => {
    const value = own(document, key)
    if (typeof value === 'string') return value === '' ? fallback : value
    if (value !== undefined && value !== null) {
      warnings.push({ ...locate(`/${key}`), code: 'type-mismatch', message: `"${key}" has to be text; it is not used` })
    }
    return fallback
  }
  const name = text('name', defaults.name)
  const version = text('version', defaults.version)
  const uid = text('uid', '')
  const authType = text('auth_type', 'custom')
  const knownType = AUTH_TYPES.find(known => known === authType)
  if (!knownType) {
    const message = `"auth_type" is none of ${AUTH_TYPES.join(', ')}; custom is used`
    warnings.push({ ...locate('/auth_type'), code: 'type-mismatch', message })
  }
  const metadata: Metadata = {
    name,
    version,
    uid: uid || createHash('sha256').update(`${name}\0${version}`).digest('hex').slice(0, 32),
    label: text('label', defaults.label),
    icon: text('icon', defaults.icon),
    tags: tagsOf(document),
    usage: usageOf(document),
    published: own(document, 'published') !== false && (own(document, 'deleted_at') ?? null) === null,
    phase: text('development_phase', 'gold'),
    authType: knownType ?? 'custom',
  }
  return { metadata, warnings }
}

function tagsOf(document: JsonObject): string[] {
  const tags = own(document, 'tags')
  return Array.isArray(tags) ? tags.filter(tag => typeof tag === 'string') : []
}

function usageOf(document: JsonObject): { text: string; link?: string } | null {
  const usage = own(document, 'usage')
  if (typeof usage === 'string') return usage.trim() === '' ? null : { text: usage.trim() }
  if (typeof usage !== 'object' || usage === null || Array.isArray(usage)) return null
  const html = own(usage, 'html')
  const link = own(usage, 'link')
  const text = typeof html === 'string' ? plainFrom(html) : ''
  const safeLink = typeof link === 'string' && /^https?:\/\//i.test(link) && URL.canParse(link) ? link : undefined
  if (text === '' && safeLink === undefined) return null
  return safeLink === undefined ? { text } : { text, link: safeLink }
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", nbsp: ' ' }

/** The words of a piece of HTML: shown as text, so nothing in it can act. */
function plainFrom(html: string): string {
  return html
    .replace(/<(script|style)\b[^>]*>[\s\S]*?<\/\1\s*>/gi, ' ')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&(amp|lt|gt|quot|#39|nbsp);/g, (_, entity: string) => ENTITIES[entity] ?? ' ')
    .replace(/\s+/g, ' ')
    .trim()
}
