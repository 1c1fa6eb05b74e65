// Each client library, as a connector's author would use it: `open` gives a client that knows one certificate authority
// and one limit, its `ask` the text that the other end gave.
const LIMIT_MS = 20_000
const SHORT_MS = 300

const askOnce = async (library, url, options = {}) => {
  const client = await library.open({ limit: LIMIT_MS, ...options })
  try {
    return await client.ask(url)
  } finally {
    await client.close?.()
  }
}

const CASES = {
  request: (library, { plain }) => askOnce(library, `${plain}/hello`),
  'own authority': (library, { secure, ca }) => askOnce(library, `${secure}/hello`, { ca }),
  untrusted: (library, { secure }) => askOnce(library, `${secure}/hello`),
  redirect: (library, { plain }) => askOnce(library, `${plain}/redirect`),
  'redirect to a forbidden host': (library, { plain }) => askOnce(library, `${plain}/away`),
  async 'keep-alive'(library, { plain }) {
    const client = await library.open({ limit: LIMIT_MS })
    try {
      const first = await client.ask(`${plain}/socket`)
      // A pool takes a connection back when the turn in which its answer ended is over.
      await new Promise(resolve => setTimeout(resolve, 20))
      return first === (await client.ask(`${plain}/socket`)) ? 'one' : 'two'
    } finally {
      await client.close?.()
    }
  },
  async 'ten at once'(library, { plain }) {
    const said = await Promise.all(Array.from({ length: 10 }, () => askOnce(library, `${plain}/hello`)))
    return new Set(said).size === 1 ? said[0] : said.join()
  },
  timeout: (library, { plain }) => askOnce(library, `${plain}/slow`, { limit: SHORT_MS }),
  'forbidden host': (library, { forbidden }) => askOnce(library, `${forbidden}/hello`),
  'closed port': (library, { closed }) => askOnce(library, `${closed}/hello`),
}

/** The code of an error and of whatever it wraps. */
const codesOf = (error, depth = 5) => {
  if (depth === 0 || typeof error !== 'object' || error === null) return []
  const inner = [error.cause, error.error, ...(error.errors ?? [])]
  return [error.code, error.name, ...inner.flatMap(one => codesOf(one, depth - 1))].filter(Boolean).map(String)
}

const inTime = (work, ms) =>
  Promise.race([work, new Promise((_, reject) => setTimeout(reject, ms, new Error('it hangs')).unref())])

export default {
  async connect(input, output) {
    const { default: library } = await import(`./clients/${input.client}.js`)
    if (input.only) return output(null, { handle: await CASES[input.only](library, input) })
    const handle = {}
    for (const [name, run] of Object.entries(CASES)) {
      if (library.cannot?.includes(name)) continue
      handle[name] = await inTime(run(library, input), LIMIT_MS).then(
        said => ({ said }),
        error => ({ told: [String(error.message), ...codesOf(error)] }),
      )
    }
    output(null, { handle })
  },
}
