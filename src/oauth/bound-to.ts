/** What a request proves beside its client: the key of its login, and the token that goes along (RFC 9449 §4.3). */
export function boundTo(
  dpopKey: string | undefined,
  accessToken?: string,
): { key: string; accessToken?: string } | undefined {
  if (dpopKey === undefined) return undefined
  return { key: dpopKey, ...(accessToken === undefined ? {} : { accessToken }) }
}
