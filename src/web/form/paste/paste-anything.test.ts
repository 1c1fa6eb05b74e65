import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compile } from '#schema/compile.ts'
import { repairTags } from '#schema/repair-tags.ts'
import type { JsonObject } from '#shared/json.ts'
import { DEPOT, KINDS, LISTS, WINDCHILL } from '../fixtures/sources.ts'
import { MOST_CHARACTERS } from './pasted.ts'
import type { FillState } from './plan-fill.ts'
import { readPasted } from './read-pasted.ts'
import { takePaste } from './take-paste.ts'
import { undoFill } from './undo-fill.ts'

function stateOf(source: JsonObject): FillState {
  const form = compile(source, { texts: { service: 'demo', chain: ['en'], bundles: {} }, profile: 'installed' })
  return { form, values: repairTags(form, {}), kept: new Set(), isStored: false }
}

const STATES = [WINDCHILL, DEPOT, KINDS, LISTS].map(stateOf)

/** Pieces of the forms we know, in any order: nearer to what breaks a reader than plain noise. */
const piece = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 12 }),
  fc.constantFrom(
    ...'curl |-H |-u |"|\'|\\\n|^\n|`\n|$\'|://|@|:|=|;|{|}|[|]|[x]\n|\n|  |https://|postgres://a:b@c/d|jdbc:|export |url|password|host|user|token|__proto__|constructor|# |-----BEGIN|Authorization: Basic |Bearer |%|%zz|\\u|\uFEFF|\t|,|"a":1'.split(
      '|',
    ),
  ),
)
const anyText = fc.array(piece, { maxLength: 30 }).map(pieces => pieces.join(''))

describe('any pasted text', () => {
  it('is read and matched without a throw, the same way each time, into fields that are there', () => {
    fc.assert(
      fc.property(anyText, fc.constantFrom(...STATES), (text, state) => {
        const frozen = JSON.stringify(state.values)
        const taken = takePaste(text, state)
        expect(JSON.stringify(taken)).toBe(JSON.stringify(takePaste(text, state)))
        expect(JSON.stringify(state.values)).toBe(frozen)
        if (!taken) return
        const changed = JSON.stringify(taken.plan.values) !== frozen
        expect(changed).toBe(taken.plan.filled.length > 0)
        const pointers = taken.plan.filled.map(field => field.pointer)
        expect(new Set(pointers).size).toBe(pointers.length)
        expect(undoFill(state.values, taken.plan.values, taken.plan.values)).toEqual(state.values)
      }),
      { numRuns: 3000 },
    )
  })

  it('fills nothing when no name in it is one of the form', () => {
    const word = fc
      .stringMatching(/^[g-z]{5,9}$/)
      .filter(name => !/url|host|user|token|port|login|site|query|notes|stars|share|extra|quiet|tint/.test(name))
    const line = fc.tuple(word, fc.constantFrom('=', ': '), fc.string()).map(parts => parts.join(''))
    fc.assert(
      fc.property(fc.array(line, { minLength: 2, maxLength: 9 }), fc.constantFrom(...STATES), (lines, state) => {
        expect(takePaste(lines.join('\n'), state)?.plan.filled ?? []).toEqual([])
      }),
      { numRuns: 1000 },
    )
  })

  it.each([
    ['blanks', ' '],
    ['quotes', '"'],
    ['open lines', 'A="\n'],
    ['backslashes', '\\'],
    ['carets', '^ \n'],
    ['names without an end', 'a'],
    ['marks', '=:;'],
    ['options', 'curl -H '],
    ['addresses', 'postgres://a:b@'],
    ['braces', '{"a":['],
    ['tabs', 'a\t\t'],
    ['pairs', 'a=1;'],
    ['commas', '"a":1,'],
  ])('takes bounded work for 64 kB of %s', (_, part) => {
    // A pattern that tries all ways would not end before the time limit of the test.
    for (const start of ['', 'curl ', '{', 'A=1\n', 'jdbc:', 'https://']) {
      const text = (start + part.repeat(MOST_CHARACTERS / part.length)).slice(0, MOST_CHARACTERS)
      expect(() => readPasted(text)).not.toThrow()
    }
  })

  it('of hundreds of names meets a form of hundreds of boxes in bounded work', () => {
    const names = Array.from({ length: 300 }, (_, i) => `group_${i}_host_name`)
    const properties = Object.fromEntries(names.map(name => [name, { type: 'string', title: name }]))
    const plan = takePaste(
      names.map(name => `${name.toUpperCase()}=x`).join('\n'),
      stateOf({ type: 'object', properties }),
    )
    expect(plan?.plan.filled).toHaveLength(200)
  })
})
