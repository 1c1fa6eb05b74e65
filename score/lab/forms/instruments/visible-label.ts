/**
 * Whether a person can read what a control is called: a label of its own, the head of its column, or words that are part
 * of its name: the label of the field it helps to fill, the heading of the list or group whose entry it is.
 */
export function visibleLabel(control: HTMLElement, name: string): boolean {
  return [...ownLabels(control), ...columnHead(control), ...headings(control, name)].some(isReadable)
}

function ownLabels(control: HTMLElement): Element[] {
  const labels = 'labels' in control ? [...((control as HTMLInputElement).labels ?? [])] : []
  return [...labels, ...labelledBy(control)]
}

function labelledBy(element: Element): Element[] {
  const ids = element.getAttribute('aria-labelledby')?.split(/\s+/) ?? []
  return ids.flatMap(id => document.getElementById(id) ?? [])
}

function columnHead(control: HTMLElement): Element[] {
  const cell = control.closest('td')
  const head = cell?.closest('table')?.tHead?.rows[0]?.cells[cell.cellIndex]
  return head ? [head] : []
}

function headings(control: HTMLElement, name: string): Element[] {
  const groups: Element[] = []
  for (let here = control.parentElement; here; here = here.parentElement) {
    if (here.matches('fieldset, .fc-field, [role=group], [role=radiogroup]')) groups.push(here)
  }
  const words = groups.flatMap(group => [
    ...group.querySelectorAll(':scope > legend, :scope > .fc-top .fc-title'),
    ...labelledBy(group),
  ])
  return words.filter(heading => name.includes(ownText(heading)))
}

function ownText(heading: Element): string {
  return (heading.textContent ?? '').replace(/\*$/, '').trim()
}

/** Stands on the page with words and a size. */
function isReadable(element: Element): boolean {
  if (ownText(element) === '') return false
  const { width, height } = element.getBoundingClientRect()
  return width > 1 && height > 1
}
