const LOOPBACK = new Set(['localhost', '127.0.0.1', '[::1]'])

/**
 * A page opened under another loopback name is sent on to the one address of this instance: a login comes back there,
 * and its cookie must be there too. Does not return when the page is left.
 */
export async function settleAddress(publicUrl: string, here: Location = location): Promise<void> {
  if (!URL.canParse(publicUrl)) return
  const target = new URL(publicUrl)
  if (target.origin === here.origin || target.port !== here.port) return
  if (!LOOPBACK.has(here.hostname) || !LOOPBACK.has(target.hostname)) return
  here.replace(`${target.origin}${here.pathname}${here.search}${here.hash}`)
  await new Promise(() => {})
}
