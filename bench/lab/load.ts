import autocannon from 'autocannon'

/** What is asked, again and again: the same body at the same address, with the keys in turn. */
interface Target {
  url: string
  /** Several: in turn, like the keys. */
  body: string | readonly string[]
  keys: readonly string[]
}

/**
 * Answers a second over so many connections, from this process, which serves nothing itself. Throws when one request
 * is refused or gets no answer within five seconds.
 */
export async function load({ url, body, keys }: Target, connections: number, seconds: number): Promise<number> {
  const bodies = [body].flat()
  const result = await autocannon({
    url,
    connections,
    duration: seconds,
    sampleInt: 100,
    timeout: 5,
    requests: Array.from({ length: Math.max(keys.length, bodies.length) }, (_, n) => ({
      method: 'POST' as const,
      headers: { authorization: `Bearer ${keys[n % keys.length]}`, 'content-type': 'application/json' },
      body: bodies[n % bodies.length] ?? '',
    })),
  })
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${result.non2xx} refusals and ${result.errors} errors at ${url}`)
  return result['2xx'] / result.duration
}
