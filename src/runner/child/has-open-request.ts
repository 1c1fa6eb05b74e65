/** True while this process waits for a name, a connection or an answer of a server. */
export function hasOpenRequest(): boolean {
  return process.getActiveResourcesInfo().some(kind => /TCP|TLS|AddrInfo|Query|DNS/i.test(kind))
}
