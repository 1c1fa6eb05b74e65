import { useMemo } from 'react'
import { labelAt } from '#schema/field-label.ts'
import { receivedValues } from '#schema/received-values.ts'
import type { CompiledForm } from '#schema/types.ts'
import { isSecretMark } from '#schema/value-places.ts'
import type { Preview } from '#shared/contract/preview.ts'
import { isObject, type Json, type JsonObject, own } from '#shared/json.ts'
import { toPointer } from '#shared/json-pointer.ts'
import { parseJsonc } from '#shared/jsonc.ts'
import { t } from '../../lib/words-studio.ts'

/** The argument that `connect` would get for the values in the form now, and how each came to be there. */
export function ReceivedPane({ shown, values }: { shown: Preview; values: JsonObject }) {
  const heritageDefaults = useMemo(() => keepsEmpty(shown.source), [shown.source])
  if (!shown.form) return null
  const form = shown.form as unknown as CompiledForm
  const { input, added, left } = receivedValues(form, values, { heritageDefaults })
  const isAdded = new Set(added)
  const lines = writeLines(input, { path: [], indent: 0, lead: '', isLast: true })
  return (
    <div className="drawer-pad stack stack-tight">
      <p className="small muted">{t('receivedNote')}</p>
      <ol className="received" aria-label={t('received')}>
        {lines.map(({ pointer, text, value }, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: lines of one text in their order
          <li key={index} className={isAdded.has(pointer) ? 'received-added' : undefined}>
            <code className="drawer-code">{text}</code>
            {isAdded.has(pointer) && <span className="received-why">{whyAdded(value)}</span>}
          </li>
        ))}
      </ol>
      {left.length > 0 && (
        <p className="small">
          <b>{t('receivedLeft')}</b>{' '}
          <span className="muted">{left.map(pointer => labelAt(form, pointer)).join(', ')}</span>
        </p>
      )}
    </div>
  )
}

interface Line {
  pointer: string
  text: string
  value: Json
}

interface Writing {
  path: readonly string[]
  indent: number
  /** Key and colon before the value. */
  lead: string
  isLast: boolean
}

function writeLines(value: Json, { path, indent, lead, isLast }: Writing): Line[] {
  const pointer = toPointer(path)
  const start = `${'  '.repeat(indent)}${lead}`
  const end = isLast ? '' : ','
  if (isSecretMark(value)) return [{ pointer, text: `${start}${t('hidden')}${end}`, value }]
  const entries = isObject(value)
    ? Object.entries(value)
    : Array.isArray(value)
      ? value.map((item, i): [string, Json] => [String(i), item])
      : []
  if (entries.length === 0) return [{ pointer, text: `${start}${JSON.stringify(value)}${end}`, value }]
  const [open, close] = isObject(value) ? '{}' : '[]'
  // Of what has parts only the parts are told about.
  const frame = (text: string): Line => ({ pointer: '/', text, value: null })
  return [
    frame(`${start}${open}`),
    ...entries.flatMap(([name, inner], i) =>
      writeLines(inner, {
        path: [...path, name],
        indent: indent + 1,
        lead: isObject(value) ? `${JSON.stringify(name)}: ` : '',
        isLast: i === entries.length - 1,
      }),
    ),
    frame(`${'  '.repeat(indent)}${close}${end}`),
  ]
}

function whyAdded(value: Json): string {
  return t(value === '' || value === false ? 'receivedEmpty' : 'receivedDefault')
}

function keepsEmpty(source: string): boolean {
  const { value } = parseJsonc(source)
  return !isObject(value) || own(value, 'heritageDefaults') !== false
}
