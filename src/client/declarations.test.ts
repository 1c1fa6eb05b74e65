import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { createClient, FlowError, isProblem } from './client.ts'
import type * as declared from './declarations/client.js'

it('declares what there is, and nothing else', () => {
  // What it declares is checked by the compiler: what we make has to fit it.
  const made: Pick<typeof declared, 'createClient' | 'FlowError' | 'isProblem'> = {
    createClient,
    FlowError,
    isProblem,
  }
  const text = readFileSync(new URL('./declarations/client.d.ts', import.meta.url), 'utf8')
  const values = [...text.matchAll(/^export (?:class|function|const) (\w+)/gm)].map(([, name]) => name)
  expect(values.sort()).toEqual(Object.keys(made).sort())
})
