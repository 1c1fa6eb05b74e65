import { controlsOf } from './read-path.ts'

/** One word for each thing that stands outside the window, or is cut off by a part around it. */
export function wide(): string[] {
  const width = document.documentElement.clientWidth
  const outside = piecesOf().filter(element => {
    const { left, right } = element.getBoundingClientRect()
    return right > width + 1 || left < -1 || isCutAway(element)
  })
  const scrolls =
    document.documentElement.scrollWidth > width ? [`scrolls to ${document.documentElement.scrollWidth}`] : []
  return [...scrolls, ...outside.map(describe)]
}

/** Texts that cannot be read whole in their box. Long ones may be scrolled in, so a box has to show 24 letters only. */
export function clipped(): string[] {
  const texts = piecesOf().filter(element => {
    const { overflowX, overflowY } = getComputedStyle(element)
    const cutsX = overflowX !== 'visible' && element.scrollWidth > element.clientWidth + 1
    const cutsY = /hidden|clip/.test(overflowY) && element.scrollHeight > element.clientHeight + 1
    return !element.matches('input, select, textarea') && (cutsX || cutsY)
  })
  return [...texts, ...controlsOf(document).filter(showsTooLittle)].map(describe)
}

const LETTERS = 24

function showsTooLittle(control: HTMLElement): boolean {
  if (!control.checkVisibility()) return false
  const text = shownText(control)
  if (text === undefined) return false
  const style = getComputedStyle(control)
  const room = control.clientWidth - Number.parseFloat(style.paddingLeft) - Number.parseFloat(style.paddingRight)
  const lineHeight = Number.parseFloat(style.lineHeight) || Number.parseFloat(style.fontSize) * 1.15
  return measure(text.slice(0, LETTERS), style.font) > room + 1 || control.clientHeight + 1 < lineHeight
}

function shownText(control: HTMLElement): string | undefined {
  if (control instanceof HTMLSelectElement) return control.selectedOptions[0]?.text
  if (control instanceof HTMLTextAreaElement) return undefined
  if (!(control instanceof HTMLInputElement)) return undefined
  if (!/^(text|url|email|tel|search|password|number)$/.test(control.type)) return undefined
  // Typed secrets are as many dots.
  return control.type === 'password' && control.value !== ''
    ? '•'.repeat(control.value.length)
    : control.value || control.placeholder
}

const canvas = document.createElement('canvas').getContext('2d')

function measure(text: string, font: string): number {
  if (!canvas) return 0
  canvas.font = font
  return canvas.measureText(text).width
}

/** Controls, buttons and every element with words of its own, as far as they can be seen. */
function piecesOf(): HTMLElement[] {
  const all = [...document.querySelectorAll<HTMLElement>('main *')]
  return all.filter(element => {
    const hasWords = [...element.childNodes].some(node => node.nodeType === Node.TEXT_NODE && node.textContent?.trim())
    if (!hasWords && !element.matches('input, select, textarea, button')) return false
    if (element.matches('option, datalist *')) return false
    const { width, height } = element.getBoundingClientRect()
    return element.checkVisibility() && width > 1 && height > 1 && !isForReadersOnly(element)
  })
}

function isForReadersOnly(element: HTMLElement): boolean {
  for (let here: HTMLElement | null = element; here; here = here.parentElement) {
    if (getComputedStyle(here).clipPath === 'inset(50%)') return true
  }
  return false
}

/** A part around it ends before it does, and cannot be scrolled. */
function isCutAway(element: HTMLElement): boolean {
  const { left, right } = element.getBoundingClientRect()
  for (let here = element.parentElement; here; here = here.parentElement) {
    const { overflowX } = getComputedStyle(here)
    if (overflowX === 'auto' || overflowX === 'scroll') return false
    if (overflowX === 'visible') continue
    const around = here.getBoundingClientRect()
    if (right > around.right + 1 || left < around.left - 1) return true
  }
  return false
}

function describe(element: HTMLElement): string {
  const id = element.id || element.closest('[id]')?.id || ''
  return `${element.tagName.toLowerCase()}${element.className ? `.${String(element.className).split(' ')[0]}` : ''} at ${id}`
}
