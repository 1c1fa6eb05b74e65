import type { ConnectionCode } from '#app/openapi/api-draft.ts'

const VALUES = {
  basic: "'Basic ' + Buffer.from(input.username + ':' + input.password).toString('base64')",
  bearer: "'Bearer ' + input.token",
  key: 'input.key',
} as const

/** The `index.js` of a connection that was drafted after an API: what requests carry, and a first check of it. */
export function apiCodeTemplate({ header, query, probe }: ConnectionCode): string {
  const headers = header ? `{ ${JSON.stringify(header.name)}: ${VALUES[header.from]} }` : '{}'
  const search = query === undefined ? '{}' : `{ ${JSON.stringify(query)}: input.key }`
  return `'use strict'

// What every request to the API carries.
const accessOf = input => ({ headers: ${headers}, query: ${search} })

module.exports = {
  connect: function (input, output) {
    output(null, { handle: { url: input.url, ...accessOf(input) } })
  },

  validate: async function (input, options, output) {
${probe === undefined ? UNWRITTEN : checkOf(probe)}
  },
}
`
}

const UNWRITTEN = `    // No operation of the API can be asked with these values alone.
    output(new Error('validate is not written yet'))`

function checkOf(probe: string): string {
  return `    const { headers, query } = accessOf(input)
    const address = new URL(input.url.replace(/\\/+$/, '') + ${JSON.stringify(probe)})
    for (const [name, value] of Object.entries(query)) address.searchParams.set(name, value)
    const answer = await fetch(address, { headers, signal: options.signal })
    if (!answer.ok) throw { status: answer.status, statusText: answer.statusText }
    output(null, true)`
}
