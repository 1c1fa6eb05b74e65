import { expect, it } from 'vitest'
import { connectorCorpus } from '../score/measures/connector-corpus.ts'

it('connectors of every shape do what flow-format.md says', async () => {
  expect(await connectorCorpus.run('quick')).toMatchObject({ ok: true, details: [] })
})
