/** Which of the two pages this is. */
export const isOurs = () => document.documentElement.dataset['side'] === 'ours'

/** Boxes and choices a person can use, also in closed sections and tabs. */
export function controlsOf(root: ParentNode): HTMLElement[] {
  const all = root.querySelectorAll<HTMLElement>('input:not([type=hidden]), select, textarea, [contenteditable=true]')
  return [...all].filter(isReachable)
}

/** Not taken off the page for good: at most a tab or section that can be opened hides it. */
export function isReachable(element: HTMLElement): boolean {
  if (element.hidden) return false
  for (let here: HTMLElement | null = element; here; here = here.parentElement) {
    if (getComputedStyle(here).display === 'none' && here.dataset['panel'] === undefined) return false
  }
  return true
}

/** The selector of a union, not a field of the form. */
export function isSelector(control: HTMLElement): boolean {
  return isOurs() ? control.closest('.fc-union-choice') !== null : /__(one|any)of_select$/.test(control.id)
}

/** Names of the properties from the form down to the control, without places in lists, joined by slashes. */
export function pathOf(control: HTMLElement): string {
  const named = control.id || (control as HTMLInputElement).name || control.closest('[id]')?.id || ''
  return (isOurs() ? oursPath(named) : stockPath(named)).filter(name => !/^\d+$/.test(name)).join('/')
}

function oursPath(id: string): string[] {
  if (!id.startsWith('fc/')) return []
  const pointer = id.replace(/~x([0-9a-f]+)/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))
  const names = pointer
    .replace(/~[a-z].*$/, '')
    .split('/')
    .slice(1)
  return names.map(name => name.replaceAll('~1', '/').replaceAll('~0', '~'))
}

/** Radios and check boxes carry their place behind a hyphen. */
function stockPath(id: string): string[] {
  const isChoice = /-\d+$/.test(id) && document.getElementById(id)?.matches('[type=radio], [type=checkbox]')
  const whole = isChoice ? id.replace(/-\d+$/, '') : id
  return whole
    .split('/')
    .slice(1)
    .filter(name => !name.includes('XxxOf'))
}
