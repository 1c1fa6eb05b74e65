import type { AxeResults, RunOptions } from 'axe-core'
import address from 'axe-core/axe.min.js?url'

interface Axe {
  run(context: Element, options: RunOptions): Promise<AxeResults>
}

const OPTIONS: RunOptions = {
  runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  resultTypes: ['violations', 'incomplete'],
  elementRef: true,
}

/**
 * What axe-core finds in a part of the page. It is a file of its own, as its makers wrote it, and comes when somebody
 * asks for the first time.
 */
export async function checkWithAxe(part: Element): Promise<AxeResults> {
  await import(/* @vite-ignore */ address)
  // It leaves itself on the window: it is no module.
  const axe = Reflect.get(window, 'axe') as Axe | undefined
  if (!axe) throw new Error('axe-core has not come')
  return axe.run(part, OPTIONS)
}
