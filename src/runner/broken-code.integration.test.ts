import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { BROKEN, request, startRunner } from './fixtures/start-runner.ts'

let runner: Awaited<ReturnType<typeof startRunner>>
beforeAll(async () => {
  runner = await startRunner()
})
afterAll(() => runner.stop())

const of = (name: string) => ({ root: BROKEN, folder: join(BROKEN, name) })

it.each([
  ['syntax', "Unexpected token '='", 'syntax/index.js:4:15', '    const a = = 3'],
  ['esm', "Unexpected token '.'", 'esm/index.js:3:13', '  return ok..nothing'],
  ['types', 'TypeScript enum is not supported in strip-only mode', 'lib/typed.ts:2:8', 'export enum Kind { A }'],
  ['nested', "Unexpected identifier 'module'", 'lib/bad.js:2:1', 'module.exports = { ok }'],
  ['missing', "Cannot find module 'no-such-package'", 'missing/index.js:2:33', "missing: require('no-such-package')"],
  ['import', "Cannot find package 'no-such-package' imported from", 'import/index.js:2:22', "from 'no-such-package'"],
  ['name', "does not provide an export named 'absent'", 'name/index.js:1:10', 'import { absent }'],
  ['throws', 'Cannot read properties of undefined', 'throws/index.js:3:52', 'NOT_THERE.trim()'],
])('says of code that does not load what is wrong, where, and shows the line: %s', async (name, error, at, line) => {
  const found = await runner.inspect(of(name))
  expect(found.error).toContain(error)
  const { file, line: row, column } = found.place ?? {}
  expect(`${file}:${row}:${column}`).toBe(at)
  const [head, code = '', caret = ''] = found.stack ?? []
  expect(head).toBe(at)
  expect(code).toContain(line)
  expect(caret).toBe(`${' '.repeat(Number(column) - 1)}^`)
  expect(JSON.stringify(found)).not.toContain(BROKEN)
})

it('says the same of a run, so that its author finds the place from there as well', async () => {
  const result = await runner.run(request('syntax', 'validate', of('syntax')))
  expect(result).toMatchObject({
    ok: false,
    outcome: 'not-loaded',
    message: "syntax/index.js:4: Unexpected token '='",
    stack: expect.arrayContaining(['syntax/index.js:4:15', '    const a = = 3', '              ^']),
  })
})

it('says what was thrown where it has no place', async () => {
  expect(await runner.inspect(of('text'))).toEqual({ connect: false, validate: false, error: 'only words' })
})
