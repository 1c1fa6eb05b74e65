import autocannon from 'autocannon'

/** What is asked, again and again: the same body at the same address, with the keys in turn. */
interface Target {
  url: string
  /** Several: in turn, like the keys. */
  body: string | readonly string[]
  keys: readonly string[]
  /**
   * Makes each request when it is sent: all bodies with the first key, then all with the next one. To make thousands of
   * them beforehand for each connection would take a good part of a round.
   */
  late?: boolean
}

/**
 * Answers a second over so many connections, from this process, which serves nothing itself. Throws when one request
 * is refused or gets no answer within five seconds.
 */
export async function load(target: Target, connections: number, seconds: number): Promise<number> {
  const { url } = target
  const result = await autocannon({
    url,
    connections,
    duration: seconds,
    sampleInt: 100,
    timeout: 5,
    requests: target.late ? [madeLate(target)] : madeBefore(target),
  })
  if (result.non2xx > 0 || result.errors > 0)
    throw new Error(`${result.non2xx} refusals and ${result.errors} errors at ${url}`)
  return result['2xx'] / result.duration
}

function madeBefore({ body, keys }: Target): autocannon.Request[] {
  const bodies = [body].flat()
  return Array.from({ length: Math.max(keys.length, bodies.length) }, (_, n) => ({
    ...POST,
    headers: headersFor(keys[n % keys.length]),
    body: bodies[n % bodies.length] ?? '',
  }))
}

function madeLate({ body, keys }: Target): autocannon.Request {
  const bodies = [body].flat()
  let n = 0
  return {
    ...POST,
    setupRequest(request) {
      const key = keys[Math.floor(n / bodies.length) % keys.length]
      return { ...request, headers: headersFor(key), body: bodies[n++ % bodies.length] ?? '' }
    },
  }
}

const POST = { method: 'POST' } as const

function headersFor(key: string | undefined) {
  return { authorization: `Bearer ${key}`, 'content-type': 'application/json' }
}
