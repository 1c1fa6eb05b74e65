import { test } from 'playwright/test'
import { expect } from './fixtures.ts'
import { makeConnection } from './walk/make-connection.ts'
import { readGuide } from './walk/read-guide.ts'
import { walkGuide } from './walk/walk-guide.ts'

test('the guide to the first connector goes from nothing to a connection in the page, in ten commands at most', async ({
  browser,
}) => {
  expect(readGuide().filter(step => step.kind === 'command').length).toBeLessThanOrEqual(10)
  const walk = await walkGuide()
  try {
    const printed = (command: string) => walk.transcript.find(step => step.command === command)?.output ?? ''
    expect(printed('flow lint')).toContain('1 connection, 0 OAuth configs, 0 actions: 0 errors, 0 warnings')
    expect(printed('flow test connection basic')).toContain('connect ok (40 ms), validate ok (40 ms)')
    expect(printed('flow-deploy connector -s .')).toContain('connection depot-basic v1')
    const page = await browser.newPage({ baseURL: walk.url })
    await makeConnection(page, walk, async () => {})
    await page.close()
  } finally {
    await walk.stop()
  }
})
