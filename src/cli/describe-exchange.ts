import type { ShownExchange } from '#app/oauth-trial/show-exchange.ts'
import { isObject, type Json } from '#shared/json.ts'

/** A request and its answer as lines for a person: what was sent, then what came back. */
export function describeExchange(exchange: ShownExchange): string[] {
  const { role, method, url, sent, headers, status, got, milliseconds, problem } = exchange
  const inBrowser = role === 'sign-in'
  const answered = problem === undefined ? `${status} (${milliseconds} ms)` : `no answer: ${problem}`
  return [
    `  ${role === '' ? 'request' : role}: ${method} ${url}`,
    ...Object.entries(headers).map(([name, value]) => `    > ${name}: ${value}`),
    ...linesOf(sent).map(line => `    > ${line}`),
    `  ${inBrowser ? 'the browser came back with' : `answer: ${answered}`}`,
    ...linesOf(got).map(line => `    < ${line}`),
  ]
}

/** One line for each name, with the way to it. */
function linesOf(value: Json, way = ''): string[] {
  if (value === null) return []
  if (!isObject(value)) return [way === '' ? String(value) : `${way} = ${oneLine(value)}`]
  return Object.entries(value).flatMap(([name, part]) => {
    const here = way === '' ? name : `${way}.${name}`
    return isObject(part) ? linesOf(part, here) : [`${here} = ${oneLine(part)}`]
  })
}

function oneLine(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}
