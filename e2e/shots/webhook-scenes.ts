import type { Page } from 'playwright/test'

const ALL = ['login.failing', 'login.needs_reconnect', 'login.recovered', 'connection.failing', 'connection.recovered']

const WEBHOOKS = [
  ['Nightly sync', 'https://engine.example.com/flow', { lastDeliveredAt: '2026-11-23T10:50:00Z' }],
  [
    '',
    'https://alerts.plant.example/hooks/entries',
    { failingSince: '2026-11-23T08:00:00Z' },
    ['login.needs_reconnect'],
  ],
  ['The old engine', 'https://old.example.com/a/rather/long/address/that/has/to/break/somewhere', { off: 'gone' }],
].map(([description, url, more, events = ALL], index) => ({
  ...{ id: `whk_${index}`, description, url, events, on: true, createdAt: '2026-11-01T09:00:00Z' },
  ...(more as object),
  ...('off' in (more as object) ? { on: false } : {}),
}))

const DELIVERIES = [
  ['login.needs_reconnect', 'waiting', 2, 'http-503', { nextAt: '2026-11-23T11:20:00Z' }],
  ['connection.failing', 'delivered', 1, 'http-204', {}],
  ['login.failing', 'given up', 9, 'timed-out', {}],
].map(([type, state, tries, answer, more], index) => ({
  ...{ id: `evt_${index}bcdefghijklmnopqrstuvwxyz`, type, state, tries, answer },
  createdAt: `2026-11-23T0${9 - index}:40:00Z`,
  ...(more as object),
}))

async function open(page: Page, items: object[] = WEBHOOKS): Promise<void> {
  await page.route('**/api/page/webhooks', route => route.fulfill({ json: { items } }))
  await page.route('**/deliveries', route => route.fulfill({ json: { items: DELIVERIES } }))
  await page.goto('/settings')
  await page.getByRole('heading', { name: 'Webhooks' }).waitFor()
  await page.waitForFunction(() => !document.querySelector('.skeleton'))
  await page.getByRole('heading', { name: 'Webhooks' }).evaluate(heading => heading.scrollIntoView())
}

/** Who is told of events, as scenes. */
export const WEBHOOK_SCENES = [
  { name: 'webhooks', show: (page: Page) => open(page) },
  { name: 'webhooks-none', show: (page: Page) => open(page, []) },
  {
    name: 'webhooks-add',
    async show(page: Page) {
      await open(page)
      await page.getByRole('button', { name: 'Add webhook' }).click()
      await page.getByRole('dialog').getByRole('button', { name: 'Add' }).click()
    },
  },
  {
    name: 'webhooks-key',
    async show(page: Page) {
      await open(page)
      const key = 'whsec_c2hvd24gb25jZSBhbmQgbmV2ZXIgYWdhaW4uIQ=='
      await page.route('**/key', route => route.fulfill({ json: { key, webhook: WEBHOOKS[0] } }))
      await page.getByRole('button', { name: 'More for Nightly sync' }).click()
      await page.getByRole('menuitem', { name: 'Replace signing key…' }).click()
      await page.getByRole('dialog').getByRole('button', { name: 'Replace' }).click()
      await page.getByText(key).waitFor()
    },
  },
  {
    name: 'webhooks-deliveries',
    async show(page: Page) {
      await open(page)
      await page.getByRole('button', { name: 'Deliveries to Nightly sync' }).click()
      await page.getByText('Given up').waitFor()
    },
  },
]
