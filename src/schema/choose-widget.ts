import { isObject, type Json, type JsonObject, own } from '#shared/json.ts'
import { type Draft, formatOf, isHidden, member, textKey, typeOf, type Widget } from './draft.ts'
import type { Report } from './report.ts'

const CODE = new Set(
  'actionscript batchfile c c++ cpp coffee csharp css dart django ejs erlang golang go groovy handlebars haskell haxe html ini jade java javascript js json less lisp lua makefile markdown matlab mysql objectivec pascal perl pgsql php python r ruby rust sass scala scss sh shell smarty sql sqlserver stylus svg twig typescript ts vbscript xml xhtml yaml yml bbcode jodit'.split(
    ' ',
  ),
)

/** Formats with a box of one line: what `ui:options` it gets. */
const LINES: Record<string, JsonObject> = {
  url: { inputType: 'url', dir: 'ltr', check: 'uri' },
  uri: { inputType: 'url', dir: 'ltr', check: 'uri' },
  email: { inputType: 'email', check: 'email' },
  tel: { inputType: 'tel' },
  search: { inputType: 'search' },
  hostname: { dir: 'ltr', check: 'hostname' },
  ip: { dir: 'ltr', check: 'ip' },
  ipv4: { dir: 'ltr', check: 'ipv4' },
  ipv6: { dir: 'ltr', check: 'ipv6' },
  uuid: { dir: 'ltr', check: 'uuid' },
  duration: { dir: 'ltr', check: 'duration' },
}

const TIMES: Record<string, JsonObject> = {
  date: { inputType: 'date', check: 'date' },
  time: { inputType: 'time' },
  'datetime-local': { inputType: 'datetime-local' },
  month: { inputType: 'month' },
  week: { inputType: 'week' },
  datetime: { inputType: 'datetime-local', utc: true },
  'date-time': { inputType: 'datetime-local', utc: true },
}

const LOSSY = new Set(['file', 'image', 'upload', 'base64', 'signature'])
const SUGGESTING = new Set(['select', 'select2', 'selectize', 'choices', 'autocomplete'])
/** Words that are no input of their own: layouts on objects and lists, styles of choices. */
const QUIET = new Set([
  'text',
  'string',
  'radio',
  'checkbox',
  'hidden',
  'number',
  'stepper',
  'range',
  'rating',
  'starrating',
  'color',
  'info',
  'password',
  'pem',
  'textarea',
])

/** Widget names that authors write for other themes, and what they mean in ours. */
const UI_WIDGETS = new Set([
  'textarea',
  'password',
  'hidden',
  'radio',
  'select',
  'checkboxes',
  'text',
  'email',
  'uri',
  'date',
  'date-time',
  'datetime',
  'color',
  'range',
  'updown',
  'checkbox',
  'file',
  'alt-date',
  'alt-datetime',
])

/** The widget and options of a leaf; undefined for an object and for a list of boxes (forms.md §4). */
export function chooseWidget(draft: Draft, report: Report): Widget | undefined {
  const type = typeOf(draft)
  const written = textKey(draft, 'ui:widget')
  if (written !== undefined && !UI_WIDGETS.has(written) && !/^fc[A-Z]/.test(written)) {
    const message = 'This widget is not one of ours, so it is left out.'
    report.warning('suspicious-keyword', `${draft.at}/ui:widget`, message, 'Choose a "format" instead.')
  }
  if (isHidden(draft)) return { name: 'hidden', options: {} }
  if (type === 'object' && !draft.union) return undefined
  if (type === 'object') return { name: (draft.union?.branches.length ?? 0) <= 3 ? 'fcRadio' : 'fcSelect', options: {} }
  if (type === 'array') return chooseForList(draft)
  if (Array.isArray(draft.keys['enum']))
    return { name: isRadio(draft) ? 'fcRadio' : 'fcSelect', options: secretOption(draft) }
  if (type === 'boolean') return { name: 'fcCheckbox', options: {} }
  if (draft.secret) return chooseForSecret(draft)
  return type === 'string' ? chooseForText(draft, report) : chooseForNumber(draft, report)
}

function chooseForList(draft: Draft): Widget | undefined {
  const choices = own(draft.items?.keys ?? {}, 'enum')
  if (!Array.isArray(choices)) return undefined
  const boxes = formatOf(draft) === 'checkbox' || choices.length < 8
  return boxes ? { name: 'fcCheckboxes', options: {} } : { name: 'fcSelect', options: { multiple: true } }
}

function isRadio(draft: Draft): boolean {
  const { keys } = draft
  return formatOf(draft) === 'radio' || own(keys, 'display_type') === 'radio' || own(keys, 'ui:widget') === 'radio'
}

function secretOption(draft: Draft): JsonObject {
  return draft.secret ? { secret: true } : {}
}

function chooseForSecret(draft: Draft): Widget {
  if (!draft.secret?.multiline) return { name: 'fcPassword', options: { secret: true } }
  return { name: 'fcSecretText', options: { secret: true, rows: rowsOf(draft) ?? 6 } }
}

function rowsOf(draft: Draft): number | undefined {
  const rows = own(draft.keys, 'rows') ?? member(draft, 'typeOptions', 'rows')
  return typeof rows === 'number' && Number.isInteger(rows) && rows > 0 ? Math.min(rows, 40) : undefined
}

function chooseForText(draft: Draft, report: Report): Widget {
  const format = formatOf(draft) ?? uiFormat(draft)
  const rows = rowsOf(draft)
  if (format !== undefined && CODE.has(format)) return { name: 'fcCode', options: { language: format } }
  const line = format === undefined ? undefined : own(LINES, format)
  if (isObject(line)) return { name: 'fcText', options: { ...line } }
  const time = format === undefined ? undefined : own(TIMES, format)
  if (isObject(time)) return { name: 'fcDateTime', options: { ...time } }
  if (format === 'color') return { name: 'fcColor', options: {} }
  if (format === 'rating' || format === 'starrating') return { name: 'fcRating', options: {} }
  if (format === 'textarea' || own(draft.keys, 'multiline') === true || (rows !== undefined && rows > 1)) {
    return { name: 'fcTextarea', options: { rows: rows ?? 4 } }
  }
  reportFormat(draft, format, report)
  const examples = own(draft.keys, 'examples')
  const suggests = format !== undefined && SUGGESTING.has(format) && Array.isArray(examples)
  return { name: 'fcText', options: suggests ? { examples: examples.filter(isShort) } : {} }
}

/** A widget name of another theme that says what a format would. */
function uiFormat(draft: Draft): string | undefined {
  const widget = textKey(draft, 'ui:widget')
  return widget !== undefined && UI_WIDGETS.has(widget) && widget !== 'text' ? widget : undefined
}

function chooseForNumber(draft: Draft, report: Report): Widget {
  const format = formatOf(draft) ?? uiFormat(draft)
  const whole = typeOf(draft) === 'integer'
  const time = format === undefined || !whole ? undefined : own(TIMES, format)
  if (isObject(time)) {
    const { check: _text, ...options } = time
    return { name: 'fcDateTime', options: { ...options, epoch: true } }
  }
  if (format === 'range') return { name: 'fcRange', options: rangeOf(draft) }
  if (format === 'rating' || format === 'starrating') return { name: 'fcRating', options: {} }
  reportFormat(draft, format, report)
  return { name: 'fcText', options: { inputType: 'text', inputMode: whole ? 'numeric' : 'decimal' } }
}

function rangeOf(draft: Draft): JsonObject {
  const bound = (key: string) => {
    const value = own(draft.keys, key)
    return typeof value === 'number' ? value : undefined
  }
  const min = bound('minimum') ?? 0
  return { min, max: bound('maximum') ?? Math.max(100, min + 1), step: bound('multipleOf') ?? 1 }
}

function reportFormat(draft: Draft, format: string | undefined, report: Report): void {
  if (format === undefined || QUIET.has(format) || SUGGESTING.has(format)) return
  const at = `${draft.at}/format`
  if (LOSSY.has(format)) {
    const message = 'Files and drawings cannot be gathered here; a box for text is shown.'
    report.warning('format-out', at, message, 'Use "textarea", or "pem" for a key.')
    return
  }
  if (UI_WIDGETS.has(format)) return
  report.info(
    'unknown-format',
    at,
    'This format is not known; a box for text is shown.',
    'Remove it, or use a known one.',
  )
}

function isShort(value: Json): boolean {
  return (typeof value === 'string' && value.length <= 200) || typeof value === 'number'
}
