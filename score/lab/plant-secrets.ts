import { randomBytes } from 'node:crypto'
import type { Canary } from './haystack.ts'
import type { PageClient } from './page-client.ts'

/** A text that stands nowhere else, and looks different in every encoding. */
function makeCanary(): string {
  return `cnry-${randomBytes(9).toString('hex')}/+"ü&<e d`
}

/**
 * Sends secrets through every way in that the page has: saved, kept, changed, refused, thrown back, badly formed.
 * Gives what was planted and the id of the connection that stands in the end.
 */
export async function plantSecrets(page: PageClient): Promise<{ canaries: Canary[]; connectionId: string }> {
  const canaries: Canary[] = []
  const secret = (name: string) => {
    const made = makeCanary()
    canaries.push({ name, secret: made })
    return made
  }
  /** Not a secret, so its owner may see it; but logs and files may not hold it either. */
  const plain = (name: string) => {
    const made = makeCanary()
    canaries.push({ name, secret: made, mayStandIn: ['answer', 'page', 'release'] })
    return made
  }
  const values = (name: string, mood = 'good') => ({
    url: 'https://depot.example.com',
    user: plain(`user name, ${name}`),
    password: secret(`password, ${name}`),
    mood,
  })
  const type = 'leaky-login'
  const saved = await page.send('POST', '/api/page/connections', { type, label: 'Kept', values: values('saved') })
  if (saved.status !== 201) throw new Error(`nothing was saved: ${saved.text}`)
  const { id } = saved.json() as { id: string }

  for (const mood of ['refuse', 'throw', 'exit']) {
    await page.send('POST', '/api/page/connections', {
      type,
      label: `No_${mood}`,
      values: values(`save, ${mood}`, mood),
    })
    await page.send('POST', '/api/page/connections/test', { type, values: values(`test, ${mood}`, mood) })
  }
  await page.send('POST', '/api/page/connections/test', { type, values: values('test, good') })
  await page.send('POST', `/api/page/accounts/${id}/test`)
  await page.send('POST', '/api/page/preview/run', { type, operation: 'validate', values: values('preview', 'refuse') })
  await page.send('POST', '/api/page/preview/run', { type, operation: 'connect', values: values('preview, connect') })

  const label = 'Kept'
  const detail = await page.send('GET', `/api/page/connections/${id}`)
  const version = { 'if-match': detail.headers.get('etag') ?? '' }
  const changed = await page.send('PUT', `/api/page/connections/${id}`, { label, values: values('changed') }, version)
  if (changed.status !== 200) throw new Error(`nothing was changed: ${changed.text}`)
  const next = { 'if-match': changed.headers.get('etag') ?? '' }
  const moved = { url: 'https://elsewhere.example.com', user: plain('user name, moved'), mood: 'good' }
  await page.send('PUT', `/api/page/connections/${id}`, { label, values: moved }, next)

  await plantBadBodies(page, type, secret)
  return { canaries, connectionId: id }
}

/** What is refused is often echoed, so every refusal of a body gets a secret. */
async function plantBadBodies(page: PageClient, type: string, secret: (name: string) => string): Promise<void> {
  const send = (body: unknown) => page.send('POST', '/api/page/connections', body)
  const base = { url: 'https://depot.example.com', user: 'planner', mood: 'good' }
  await send({ type, label: 'Bad', values: { ...base, password: { nested: secret('password that is an object') } } })
  await send({ type, label: 'Bad', values: { ...base, password: [secret('password that is a list')] } })
  await send({ type, label: 'Bad', values: { ...base, mood: secret('value outside a list of choices') } })
  await send({ type, label: 'Bad', values: secret('values that are a text') })
  await send({ type, label: 'Bad', values: base, password: secret('key beside the values') })
  await send({ type: 'none', label: 'Bad', values: { ...base, password: secret('unknown type') } })
  await send({ type, label: 'not a label', values: { ...base, password: secret('bad label') } })
  await send(`{"type":"${type}","values":{"password":"${secret('broken JSON').replaceAll('"', '\\"')}",,`)
  await send(`${'x'.repeat(2_000_000)}${secret('too large')}`)
  const text = { 'content-type': 'text/plain' }
  await page.send('POST', '/api/page/connections', secret('other content type'), text)
  await page.send(
    'POST',
    '/api/page/connections',
    { values: secret('foreign origin') },
    { origin: 'https://evil.example' },
  )
}
