/** A small screen that is touched: there a window of its own is a tab that hides this page. */
export function isPhone(): boolean {
  return matchMedia('(max-width: 45rem) and (pointer: coarse)').matches
}
