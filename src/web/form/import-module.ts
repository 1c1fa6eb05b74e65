/** The one place where the page loads code by address. The caller has checked the address. */
export function importModule(url: string): Promise<unknown> {
  return import(/* @vite-ignore */ url)
}
