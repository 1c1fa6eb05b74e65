import type { UiSchema } from '@rjsf/utils'
import type { JsonObject } from '#shared/json.ts'

export interface GridCell {
  name: string
  width: number
  offset: number
}

/** How an object or a list is laid out (forms.md §3.2). */
type Layout =
  | { kind: 'stack'; sections?: LayoutSection[] }
  | { kind: 'grid'; strict?: boolean; rows: GridCell[][] }
  | { kind: 'tabs'; orientation?: 'top' | 'start'; tabs?: LayoutTab[] }
  | { kind: 'table'; columns: { name: string; title: string }[] }

export interface LayoutSection {
  id: string
  title: string
  collapsed?: boolean
  names: string[]
}

export interface LayoutTab {
  id: string
  title: string
  names: string[]
}

/** A text between fields: before the field `before`, or at the end. */
export interface InfoText {
  before?: string | null
  title?: string
  text: string
  /** What the values of its object must fit for it to be shown. */
  when?: JsonObject
}

/** Every key of `ui:options` that this theme reads; the compiler emits no other (forms.md §4). */
export interface FieldOptions {
  layout?: Layout
  role?: 'branch'
  infos?: InfoText[]
  collapsed?: boolean
  collapsible?: boolean
  secret?: boolean
  rows?: number
  language?: string
  inputType?: string
  inputMode?: 'text' | 'numeric' | 'decimal' | 'tel' | 'email' | 'url' | 'search'
  dir?: 'ltr' | 'rtl' | 'auto'
  check?: string
  epoch?: boolean
  utc?: boolean
  min?: number | string
  max?: number | string
  step?: number
  multiple?: boolean
  examples?: unknown[]
  info?: string
  prefix?: string
  suffix?: string
  stripSuffix?: string
  warnings?: Record<string, string>
  messages?: Record<string, string>
  docUrl?: string
  expirable?: boolean
  attrs?: Record<string, string>
  width?: string
  height?: string
  addable?: boolean
  removable?: boolean
  orderable?: boolean
  copyable?: boolean
}

export function optionsOf(uiSchema: UiSchema | undefined): FieldOptions {
  return (uiSchema?.['ui:options'] ?? {}) as FieldOptions
}

/** False when the author wants the label as a name only (`titleHidden`, `compact`). */
export function showsLabel(uiSchema: UiSchema | undefined): boolean {
  return uiSchema?.['ui:label'] !== false
}

/** The name of the widget or template that the compiler chose. */
export function uiText(uiSchema: UiSchema | undefined, key: `ui:${string}`): string | undefined {
  const value: unknown = uiSchema?.[key]
  return typeof value === 'string' && value !== '' ? value : undefined
}
