import { controlsOf, isOurs, isReachable, isSelector, pathOf } from './read-path.ts'
import { press, settle, setValue } from './type-in.ts'

const LIMIT = 400

/** What fits where the type of a box says it all. */
const BY_TYPE: Record<string, string> = {
  date: '2025-06-01',
  'datetime-local': '2025-06-01T10:00',
  time: '10:00',
  month: '2025-06',
  week: '2025-W23',
  color: '#336699',
  email: 'ada@example.com',
  url: 'https://example.com',
  tel: '+49 30 1234567',
}

const PICKERS = new Set(['date', 'datetime-local', 'time', 'month', 'week', 'color'])

/**
 * Gives every control that is empty a value: `fitting` has those that the schema hints at, by path. Opens what is closed
 * and gives every list an entry first; fields that appear by that are filled too. Gives how many it filled.
 */
export async function fill(fitting: Record<string, string>): Promise<number> {
  await openAll()
  await addEntries()
  const done = new Set<Element>()
  let filled = 0
  for (;;) {
    const next = controlsOf(document).find(control => !done.has(control) && !isSelector(control))
    if (!next || done.size > LIMIT) return filled
    done.add(next)
    if ((next as HTMLInputElement).disabled || (next as HTMLInputElement).readOnly) continue
    if (!fillOne(next, distinctAt(next, fitting))) continue
    filled++
    await settle()
    if (isOurs()) await openAll()
  }
}

function fillOne(control: HTMLElement, fitting: Record<string, string>): boolean {
  if (control instanceof HTMLSelectElement) return chooseFirst(control)
  if (control instanceof HTMLTextAreaElement)
    return typeIn(control, fitting[pathOf(control)] ?? 'First line\nSecond line')
  if (!(control instanceof HTMLInputElement) || control.type === 'file') return false
  if (control.type === 'radio' || control.type === 'checkbox') return tick(control)
  if (control.type === 'range') {
    setValue(control, control.max || '1')
    return true
  }
  const isNumber = control.type === 'number' || /^(numeric|decimal)$/.test(control.inputMode)
  return typeIn(control, fittingFor(control, fitting) ?? (isNumber ? '1' : 'Example'))
}

/** Pickers of the browser take their own form only, whatever the schema says. */
function fittingFor(control: HTMLInputElement, fitting: Record<string, string>): string | undefined {
  const own = BY_TYPE[control.type]
  return PICKERS.has(control.type) ? own : (fitting[pathOf(control)] ?? own)
}

function typeIn(control: HTMLInputElement | HTMLTextAreaElement, value: string): boolean {
  if (control.value !== '') return false
  setValue(control, control instanceof HTMLInputElement ? value.replaceAll('\n', ' ') : value)
  return true
}

function chooseFirst(select: HTMLSelectElement): boolean {
  if (select.value !== '') return false
  const option = [...select.options].find(one => one.value !== '')
  if (!option) return false
  setValue(select, option.value)
  return true
}

/** One of a group of radios; of check boxes that stand together the first, a lone one always. */
function tick(control: HTMLInputElement): boolean {
  const group = control.closest('[role=radiogroup], [role=group], .checkboxes, .field-radio-group')
  const alike = [...(group ?? control.ownerDocument).querySelectorAll<HTMLInputElement>(`[type=${control.type}]`)]
  const isOne = control.type === 'radio' || control.closest('.fc-choices, .checkboxes') !== null
  if (isOne ? alike.some(one => one.name === control.name && one.checked) : control.checked) return false
  press(control)
  return true
}

/** Entries of one list may have to differ from each other. */
function distinctAt(control: HTMLElement, fitting: Record<string, string>): Record<string, string> {
  const path = pathOf(control)
  const place = [...document.querySelectorAll<HTMLElement>(control.tagName)].filter(one => pathOf(one) === path)
  const number = place.indexOf(control) + 1
  const text = fitting[path] ?? (number > 1 ? 'Example' : undefined)
  return text === undefined || number < 2 ? fitting : { ...fitting, [path]: `${text}${number}` }
}

async function openAll(): Promise<void> {
  const closed = document.querySelectorAll<HTMLElement>('.fc-fold-button[aria-expanded=false]')
  for (const button of closed) press(button)
  if (closed.length > 0) await settle()
}

/** An entry in every empty list, then in the lists inside of these. */
async function addEntries(): Promise<void> {
  const adds = isOurs() ? '.fc-add' : '.rjsf-array-item-add button, .rjsf-object-property-expand button'
  const pressed = new Set<string>()
  for (let round = 0; round < 3; round++) {
    for (const button of [...document.querySelectorAll<HTMLButtonElement>(adds)].filter(isReachable)) {
      const key = button.closest('[id^=fc], [id^=root]')?.id ?? ''
      if (pressed.has(key) || button.disabled || !button.isConnected) continue
      pressed.add(key)
      press(button)
      await settle()
    }
  }
}
