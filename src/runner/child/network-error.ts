/** Errors that are about the name, not about an address it stands for. */
const NAMED = new Set(['ENOTFOUND', 'ERR_REFUSED_BY_POLICY'])

/** An error as Node's own network gives it: clients look at its code. */
export function networkError(
  code = 'ECONNREFUSED',
  { syscall, host, port }: { syscall: 'connect' | 'getaddrinfo'; host: string; port?: number },
): Error {
  const place = port === undefined ? host : `${host}:${port}`
  const name = syscall === 'getaddrinfo' || NAMED.has(code) ? { hostname: host } : { address: host }
  return Object.assign(new Error(`${syscall} ${code} ${place}`), { code, errno: code, syscall, ...name })
}
