import { describe, expect, it } from 'vitest'
import { curlLine } from './curl-line.ts'

describe('curlLine', () => {
  it('is one command that asks for one entry with a key from the environment', () => {
    const line = curlLine('http://localhost:4646/', 'con_x')
    expect(line).toContain('curl -s http://localhost:4646/api/v1/credentials/read \\\n')
    expect(line).toContain('"Authorization: Bearer $FLOW_API_KEY"')
    expect(line).toContain(`-d '{"id": "con_x"}'`)
  })
})
