import { settle } from './type-in.ts'

/** How many tabs the longest row of tabs has; 0 without any. */
export function tabs(): number {
  return rows().reduce((most, row) => Math.max(most, row.length), 0)
}

/** Opens the tab of this number, or the last one, in every row. */
export async function openTabs(number: number): Promise<void> {
  for (const row of rows()) row[Math.min(number, row.length - 1)]?.click()
  await settle()
}

function rows(): HTMLElement[][] {
  return [...document.querySelectorAll('[role=tablist]')].map(list => [
    ...list.querySelectorAll<HTMLElement>(':scope > [role=tab]'),
  ])
}
