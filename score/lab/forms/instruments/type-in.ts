/** Sets a box as typing does: React hears only of values that were set past its own property. */
export function setValue(control: HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement, value: string): void {
  const setter = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(control), 'value')?.set
  control.focus()
  setter?.call(control, value)
  control.dispatchEvent(new Event('input', { bubbles: true }))
  control.dispatchEvent(new Event('change', { bubbles: true }))
  control.blur()
}

export function press(element: HTMLElement): void {
  element.focus()
  element.click()
  element.blur()
}

/** Until React has drawn, and drawn what followed from that. */
export async function settle(): Promise<void> {
  for (let round = 0; round < 3; round++) await new Promise(resolve => setTimeout(resolve))
}
