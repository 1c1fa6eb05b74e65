import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { signMessage } from '../src/app/webhooks/signing-key.ts'

const guide = readFileSync(new URL('../docs/operate.md', import.meta.url), 'utf8')
const KEY = `whsec_${Buffer.alloc(32, 7).toString('base64')}`
const OTHER = `whsec_${Buffer.alloc(32, 8).toString('base64')}`

it('the lines of docs/operate.md believe what we sign, and nothing else', async () => {
  const [, code = ''] = /```js\n([\s\S]*?)```/.exec(guide) ?? []
  const sample = await import(`data:text/javascript,${encodeURIComponent(code)}`)
  const isFromFlow: (headers: Record<string, string>, body: string, key: string) => boolean = sample.isFromFlow
  const now = Math.floor(Date.now() / 1000)
  const signed = (changes: { body?: string; sentAt?: number } = {}, keys = [KEY]) =>
    signMessage({ id: 'evt_a', sentAt: now, body: '{"a":1}', ...changes }, keys)
  expect(isFromFlow(signed(), '{"a":1}', KEY)).toBe(true)
  expect(isFromFlow(signed({}, [OTHER, KEY]), '{"a":1}', KEY)).toBe(true)
  expect(isFromFlow(signed(), '{"a":2}', KEY)).toBe(false)
  expect(isFromFlow(signed(), '{"a":1}', OTHER)).toBe(false)
  expect(isFromFlow(signed({ sentAt: now - 600 }), '{"a":1}', KEY)).toBe(false)
  expect(isFromFlow({ ...signed(), 'webhook-id': 'evt_b' }, '{"a":1}', KEY)).toBe(false)
  expect(isFromFlow({}, '{"a":1}', KEY)).toBe(false)
})
