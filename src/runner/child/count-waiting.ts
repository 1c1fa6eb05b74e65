/** How many names, connections and answers of servers this process waits for; pipes to the parent count as well. */
export function countWaiting(): number {
  return process.getActiveResourcesInfo().filter(kind => /TCP|TLS|Pipe|AddrInfo|Query|DNS/i.test(kind)).length
}
