import AxeBuilder from '@axe-core/playwright'
import type { Page } from 'playwright/test'

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** What axe has against the page as it stands: WCAG 2.2 AA and its best practices, or only the rules named. */
export async function axeViolations(page: Page, rules: readonly string[] = []): Promise<string[]> {
  // The other mode opens a second window for each run; it is for frames of other sites, and no page of ours has one.
  const axe = new AxeBuilder({ page }).setLegacyMode()
  const { violations } = await (rules.length ? axe.withRules([...rules]) : axe.withTags(TAGS)).analyze()
  return violations.flatMap(({ id, nodes }) => nodes.map(node => `${id}: ${node.target.join(' ')}`))
}
