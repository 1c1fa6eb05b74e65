import { describe, seenControls } from './seen.ts'

const LEAST = 24

/** Targets that are smaller than 24 by 24 px. Links in a sentence are as high as its lines, and may be. */
export function smallTargets(): { measured: number; small: string[] } {
  const targets = seenControls().filter(control => !isInSentence(control))
  const small = targets.filter(control => {
    const { width, height } = boxOf(control)
    return Math.round(width) < LEAST || Math.round(height) < LEAST
  })
  return {
    measured: targets.length,
    small: small.map(control => {
      const { width, height } = boxOf(control)
      return `${Math.round(width)} × ${Math.round(height)}: ${describe(control)}`
    }),
  }
}

/** A press on the label of a box counts as one on the box. */
function boxOf(control: HTMLElement): { width: number; height: number } {
  const own = control.getBoundingClientRect()
  const isTick = control instanceof HTMLInputElement && /^(checkbox|radio)$/.test(control.type)
  const label = isTick ? control.labels?.[0]?.getBoundingClientRect() : undefined
  return label ? { width: Math.max(own.width, label.width), height: Math.max(own.height, label.height) } : own
}

function isInSentence(control: HTMLElement): boolean {
  if (getComputedStyle(control).display !== 'inline') return false
  const around = control.parentElement?.textContent?.trim() ?? ''
  return around.length > (control.textContent?.trim() ?? '').length
}
