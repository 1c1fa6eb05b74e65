import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join, sep } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readSuite, reasonToLeave } from '../score/lab/verdict/read-suite.ts'
import { liveVerdict, moduleVerdict, ownVerdict } from '../score/lab/verdict/schema-verdicts.ts'

const FOLDER = join(import.meta.dirname, 'suites', 'json-schema-draft7')
const { groups, left } = await readSuite()

describe('the public test suite of JSON Schema draft 7', () => {
  it('is there whole and unchanged, with its licence', () => {
    const files = suiteFiles()
    expect(files).toHaveLength(56)
    const digest = createHash('sha256')
    for (const file of files) digest.update(readFileSync(join(FOLDER, 'draft7', file)))
    expect(digest.digest('hex')).toBe('e4de47354e37473b0e11f24cebf64022bf7accb46ef029cd97e1ec7f91b78fca')
    expect(readFileSync(join(FOLDER, 'LICENSE'), 'utf8')).toContain('Julian Berman')
  })

  it('has its cases run or counted, none lost', () => {
    const run = groups.reduce((count, group) => count + group.cases.length, 0)
    const leftOut = [...left.values()].reduce((sum, count) => sum + count, 0)
    expect(run).toBeGreaterThanOrEqual(250)
    expect(run + leftOut).toBe(casesOnDisk())
  })

  it.each(groups.map(group => [group.name, group] as const))('%s', async (_name, { schema, cases }) => {
    const judges = [liveVerdict(schema), await moduleVerdict(schema), ownVerdict(schema)]
    for (const { name, value, valid } of cases) {
      expect(
        judges.map(judge => judge(value)),
        name,
      ).toEqual([valid, valid, valid])
    }
  })
})

describe('the rule that leaves out cases', () => {
  it.each([
    [{ $ref: '#/definitions/a' }, '$ref'],
    [{ properties: { a: { items: [{ format: 'email' }] } } }, 'a list in place of a schema'],
    [{ oneOf: [{ type: 'string', format: 'email' }] }, 'format'],
    [{ additionalProperties: false }, 'a boolean in place of a schema'],
    [{ not: { contains: {} } }, 'contains'],
    [true, 'a boolean in place of a schema'],
  ])('leaves out %j for %s', (schema, reason) => {
    expect(reasonToLeave(schema)).toBe(reason)
  })

  it('takes names of properties for names, not for keywords', () => {
    expect(reasonToLeave({ properties: { $ref: { type: 'string' } }, enum: [{ format: 'x' }] })).toBeUndefined()
  })
})

function suiteFiles(): string[] {
  const names = readdirSync(join(FOLDER, 'draft7'), { recursive: true, encoding: 'utf8' })
  return names
    .filter(name => name.endsWith('.json'))
    .map(name => name.replaceAll(sep, '/'))
    .sort()
}

function casesOnDisk(): number {
  const groupsOnDisk = suiteFiles().flatMap(
    name => JSON.parse(readFileSync(join(FOLDER, 'draft7', name), 'utf8')) as { tests: unknown[] }[],
  )
  return groupsOnDisk.reduce((count, group) => count + group.tests.length, 0)
}
