/**
 * The page that asks for permissions. It leads back to `back`, a path of our own (`/` when not told), and puts the id
 * of the new login there as the parameter `into`.
 */
export function consentPath(
  providerId: string,
  options: { login?: string; back?: string; into?: string } = {},
): string {
  const query = new URLSearchParams()
  if (options.login) query.set('login', options.login)
  if (options.back && options.back !== '/') query.set('back', options.back)
  if (options.into) query.set('into', options.into)
  const text = query.toString()
  return `/consent/${encodeURIComponent(providerId)}${text ? `?${text}` : ''}`
}

/** Only a path of this page is followed: never another host. Browsers drop tabs and line ends, so `/\t/x` is `//x`. */
export function safeBack(back: string | null): string {
  return back?.startsWith('/') && !back.startsWith('//') && !/[\\\s\p{Cc}]/u.test(back) ? back : '/'
}
