/** The language of the page's own words. Connector texts are asked for in the same one, so that a page speaks one language. */
export function pageLocale(): string {
  return 'en'
}
