const STORED = 'flow-lone-keys'

/**
 * Whether "?" and "/" do something by themselves. Somebody who dictates, or whose hand trembles, must be able to turn
 * that off (WCAG 2.1.4).
 */
export function loneKeysOn(): boolean {
  try {
    return localStorage.getItem(STORED) !== 'off'
  } catch {
    return true
  }
}

export function setLoneKeys(on: boolean): void {
  try {
    localStorage.setItem(STORED, on ? 'on' : 'off')
  } catch {
    // Storage may be shut off: then nothing is remembered.
  }
}
