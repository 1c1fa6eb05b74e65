import { type FirstData, readFirstData, WINDOW_ID } from './first-data.ts'
import { makeAfterPaint } from './form/after-paint.ts'
import { importModule } from './form/import-module.ts'
import { storedChoice } from './lib/language.ts'
import { showTheme, storedTheme } from './lib/stored-theme.ts'

const drawn = document.getElementById(WINDOW_ID)
const data = readFirstData()
showTheme(storedTheme())
if (drawn && data) {
  if (speaksOtherwise(data)) drawn.remove()
  else prepare(drawn)
  makeAfterPaint(() => start(data, drawn)).ask()
}

/** The server knows what the browser asks for, not what was chosen on this device. */
function speaksOtherwise({ wanted, languages: { language, locale, words } }: FirstData): boolean {
  const choice = storedChoice()
  const chosen = choice === 'system' || (choice === language && locale === words)
  return !chosen || navigator.languages.join() !== wanted.join()
}

function prepare(window: HTMLElement): void {
  for (const element of window.querySelectorAll<HTMLElement>('[data-style]')) {
    element.style.cssText = element.dataset['style'] ?? ''
  }
  window.addEventListener('paste', ({ target, clipboardData }) => {
    if (target instanceof HTMLInputElement) target.dataset['pasted'] = clipboardData?.getData('text/plain') ?? ''
  })
  window.addEventListener('compositionstart', () => window.setAttribute('data-composing', ''))
  window.addEventListener('compositionend', () => window.removeAttribute('data-composing'))
  const press = (button: Element | null | undefined) => {
    for (const before of window.querySelectorAll('[data-pressed]')) before.removeAttribute('data-pressed')
    button?.setAttribute('data-pressed', '')
  }
  // What was pressed last is pressed when the page stands: `carry-over.ts`.
  window.addEventListener('click', event =>
    press(event.target instanceof Element ? event.target.closest('button') : null),
  )
  window.addEventListener('keydown', event => {
    if (event.key !== 'Enter' || event.isComposing || !(event.target instanceof HTMLInputElement)) return
    if (event.target.closest('.add-form')) press(window.querySelector('.dialog-foot .button-primary'))
  })
}

/** The scripts come after the window: together with it they would be read and compiled before anything is painted. */
function start({ entry, ahead }: FirstData, window: HTMLElement): void {
  for (const href of ahead) {
    const link = document.createElement('link')
    link.rel = 'modulepreload'
    link.crossOrigin = ''
    link.href = href
    document.head.append(link)
  }
  importModule(entry).catch(() => {
    const hint = window.querySelector('.add-hint')
    if (hint) hint.textContent = window.dataset['lost'] ?? ''
  })
}
