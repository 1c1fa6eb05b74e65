import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import {
  ACCESS_MATRIX,
  CALLERS,
  type Call,
  KEY_CALLERS,
  KEY_MATRIX,
  TARGETS,
  type Verdict,
} from './fixtures/access-matrix.ts'
import { type MatrixWorld, openMatrixWorld } from './fixtures/matrix-world.ts'
import { PAGE_HEADERS } from './fixtures/test-server.ts'

let world: MatrixWorld
beforeAll(async () => {
  world = await openMatrixWorld()
})
afterAll(() => world.close())

let cells = 0

interface Given {
  status: number
  text: string
  headers: Record<string, unknown>
}

async function ask(route: string, id: string, call: Call | undefined, headers: Record<string, string>): Promise<Given> {
  cells++
  const [method = '', path = ''] = route.split(' ')
  const url = path
    .replace(':id', id)
    .replace(':name', 'depot-basic')
    .replace(':host', 'localhost%3A9')
    .replace(':file', `${'0'.repeat(64)}.js`)
    .replace(':connector/:slug', 'depot/cloud')
    .replace(':consumer', 'flow-1')
  const stream = path === '/api/page/events'
  const answer = await world.server.inject({
    method: method as 'GET',
    url: path.endsWith('/template') ? `${url}?connector=depot-cloud` : url,
    headers: {
      ...(path.startsWith('/oauth/start') ? { ...PAGE_HEADERS } : PAGE_HEADERS),
      ...headers,
      ...call?.headers,
    },
    ...(call?.body === undefined ? {} : { payload: call.body as object }),
    ...(stream ? { signal: AbortSignal.timeout(500), payloadAsStream: true } : {}),
  })
  if (stream) answer.stream().destroy()
  return { status: answer.statusCode, text: stream ? '' : answer.payload, headers: answer.headers }
}

function judge({ status }: Given): Verdict | number {
  return [400, 401, 403, 404].includes(status) || status >= 500 ? status : 'yes'
}

/** What a caller may compare: everything but the number of the request and the clock. */
function shown({ status, text, headers }: Given) {
  const { 'content-length': _length, date: _date, ...rest } = headers
  return { status, text: text.replace(/"instance":"[^"]*"/, ''), headers: rest }
}

const fits = (wanted: Verdict, given: Given) =>
  // A call that is let in may still be refused for what it says.
  wanted === 'yes' ? judge(given) === 'yes' || (judge(given) === 400 && given.status === 400) : judge(given) === wanted

describe('the access matrix', () => {
  it('has a row for every route, and no row without one', () => {
    const served = world.server.routes.map(({ method, url }) => `${method} ${url}`)
    const files = /^(GET|HEAD) \/(?!api\/|oauth\/|sign-in|validators\/|healthz|readyz|metrics)/
    const rows = [...ACCESS_MATRIX, ...KEY_MATRIX].map(({ route }) => route)
    expect(served.filter(route => !files.test(route) && !rows.includes(route))).toEqual([])
    expect(rows.filter(route => !served.includes(route))).toEqual([])
    expect(new Set(rows).size).toBe(rows.length)
  })

  it.each(ACCESS_MATRIX)('holds for $route', async row => {
    const wrong: string[] = []
    const leaked: string[] = []
    for (const caller of CALLERS) {
      const wanted = row.callers[caller]
      const person = caller === 'admin' ? 'admin' : 'member'
      const byTarget = (caller === 'member' || caller === 'admin') && wanted === 'yes' && row.thing !== undefined
      let unknown: object | undefined
      for (const target of byTarget ? TARGETS.toReversed() : (['own'] as const)) {
        const verdict = byTarget ? (row.targets?.[target] ?? wanted) : wanted
        const once = { fresh: row.uses === true && verdict === 'yes' }
        const id = row.thing ? await world.make(row.thing, target, person, once) : `att_${'a'.repeat(26)}`
        const given = await ask(row.route, id, row.call?.(id), world.headers(caller))
        if (!fits(verdict, given))
          wrong.push(`${caller} ${target}: ${verdict}, but ${given.status} ${given.text.slice(0, 200)}`)
        if (world.hidden.some(label => given.text.includes(label))) leaked.push(`${caller} ${target}: ${given.text}`)
        if (!byTarget || verdict !== 404) continue
        // What is somebody else's answers as what is not there.
        unknown ??= shown(given)
        expect(shown(given)).toEqual(unknown)
      }
    }
    expect(wrong).toEqual([])
    expect(leaked).toEqual([])
  })

  it.each(KEY_MATRIX)('holds for $route', async ({ route, scope, fit, targets, call }) => {
    const bearer = (key: string) => ({ authorization: `Bearer ${key}`, 'x-flow': '' })
    const other = scope === 'uses:write' ? 'credentials:read' : 'uses:write'
    const key = scope === '' ? '' : await world.keyWith(scope)
    const headers = {
      nobody: {},
      cookie: world.headers('admin'),
      bare: bearer(await world.keyWith(other)),
      fit: bearer(key),
    }
    const wrong: string[] = []
    for (const caller of KEY_CALLERS) {
      const open = scope === ''
      const wanted = open ? 'yes' : ({ nobody: 401, cookie: 401, bare: 403, fit } as const)[caller]
      const byTarget = caller === 'fit' && targets !== undefined
      let unknown: object | undefined
      for (const target of byTarget ? TARGETS.toReversed() : (['own'] as const)) {
        const id = await world.make('account', target, 'admin')
        const given = await ask(route, id, call?.(id), headers[caller])
        const verdict = byTarget ? targets[target] : wanted
        if (!fits(verdict, given))
          wrong.push(`${caller} ${target}: ${verdict}, but ${given.status} ${given.text.slice(0, 200)}`)
        if (!byTarget || verdict !== 404) continue
        const told = { ...shown(given), text: given.text.replaceAll(id, 'ID').replace(/"instance":"[^"]*"/, '') }
        unknown ??= told
        expect(told).toEqual(unknown)
      }
    }
    expect(wrong).toEqual([])
  })

  it('changes nothing for a page of another site, whatever the route', async () => {
    const changing = ACCESS_MATRIX.filter(({ route }) => /^(?!GET)\w+ \/api\/page\//.test(route))
    const ours = { ...PAGE_HEADERS, ...world.headers('admin'), 'content-type': 'application/json' }
    const { 'x-flow': _ours, ...unmarked } = ours
    const { 'sec-fetch-site': _site, ...older } = ours
    const forgeries: Record<string, string>[] = [
      { ...ours, 'sec-fetch-site': 'cross-site' },
      { ...ours, 'sec-fetch-site': 'same-site' },
      { ...ours, 'sec-fetch-site': 'none' },
      { ...older, origin: 'https://evil.example' },
      { ...older, origin: 'null' },
      older,
      unmarked,
      { ...ours, 'content-type': 'text/plain' },
      { ...ours, 'content-type': 'application/x-www-form-urlencoded' },
    ]
    const passed: string[] = []
    for (const { route } of changing) {
      const [method = '', path = ''] = route.split(' ')
      for (const headers of forgeries) {
        const answer = await world.server.inject({ method: method as 'POST', url: path, headers, payload: '{}' })
        cells++
        if (answer.statusCode !== 403 || !answer.payload.includes('wrong_origin'))
          passed.push(`${route} ${answer.statusCode}`)
      }
    }
    process.stdout.write(`forged requests: ${passed.length} of ${changing.length * forgeries.length} let in\n`)
    expect(changing.length).toBeGreaterThan(25)
    expect(passed).toEqual([])
  })

  it('has the size it had', () => {
    process.stdout.write(`access matrix: ${cells} calls over ${ACCESS_MATRIX.length + KEY_MATRIX.length} routes\n`)
    expect(cells).toBeGreaterThan(450)
  })
})
