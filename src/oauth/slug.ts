/** Display name as it stands in a return URL: lower case, everything but letters and digits of ASCII becomes `-`. */
export function slugOf(displayName: string): string {
  const slug = displayName
    .normalize('NFKD')
    .toLowerCase()
    .replace(/\p{M}+/gu, '')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
  return slug === '' ? 'provider' : slug
}

/** Path of a provider's own return URL (oauth.md COAT-1); it is also the context id of its attempts. */
export function returnPath(connector: string, displayName: string): string {
  return contextPath(connector, slugOf(displayName))
}

/** The same path for a slug that is known already. */
export function contextPath(connector: string, slug: string): string {
  return `/oauth/return/${encodeURIComponent(connector)}/${encodeURIComponent(slug)}`
}
