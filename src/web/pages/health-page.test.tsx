import { screen } from '@testing-library/react'
import { afterEach, describe, expect, it, vi } from 'vitest'
import type { Health } from '#shared/contract/health.ts'
import { renderPage, serveAnswers } from '../fixtures/render-page.tsx'
import { Component } from './health-page.tsx'

afterEach(() => vi.unstubAllGlobals())

const HEALTH: Health = {
  ...{ at: '2026-11-01T09:00:00.000Z', version: '0.1.0', node: '26.0.0', environment: 'local' },
  ...{ publicUrl: 'http://localhost:4600', startedAt: '2026-11-01T09:00:00.000Z', ready: true, database: 'sqlite' },
  runner: { level: 'process', reason: 'No walls here.', places: 4, running: 0, waiting: 0, ahead: 0, ended: {} },
  vault: { keyFrom: 'file', keyFile: '/keys/flow.key', dataKeys: 1 },
  renewals: { due: 0, everySeconds: 20 },
  entries: [
    { state: 'ok', count: 7, since: '2026-10-01T09:00:00.000Z' },
    { state: 'failing', count: 3, since: '2025-03-04T12:00:00.000Z' },
  ],
  providers: [
    {
      ...{ id: 'prv_a', displayName: 'Gmail', connector: 'gmail', ok: 2, failing: 1, needsReconnect: 0 },
      ...{ failures: ['transient'], failingSince: '2025-03-04T12:00:00.000Z', waitingHosts: ['new.example.com'] },
    },
  ],
  hosts: [],
  ...{ memoryBytes: 1, credentialReads: 0, refusedReads: 0 },
}

const BROKEN = {
  ...{ file: 'depot/common/client.js', line: 4, column: 15, service: 'depot', name: 'depot-basic', code: 'not-loaded' },
  message: "Unexpected token '='",
  stack: ['common/client.js:4:15', '    const a = = 3', '              ^'],
}

function open(changes: Partial<Health> = {}) {
  serveAnswers({
    'GET /api/page/health': { ...HEALTH, ...changes },
    'GET /api/page/connectors': { items: [], broken: [BROKEN] },
  })
  renderPage(<Component />, '/health')
}

describe('the health page', () => {
  it('says how connector code is contained, why no better, and what that does not claim', async () => {
    open()
    expect(await screen.findByText('No walls here.')).toBeDefined()
    expect(screen.getByText(/does not claim to hold code that wants to break out/)).toBeDefined()
    expect(screen.getByText('Failing since Mar 4, 2025').parentElement?.textContent).toBe(
      'Failing since Mar 4, 2025 (1)',
    )
    expect(screen.getByText('Failing (3)').closest('li')?.textContent).toBe(
      'Failing (3) the first of them since Mar 4, 2025',
    )
    expect(screen.getByRole('link', { name: '1 new host waits for approval' }).getAttribute('href')).toBe('/providers')
    expect(screen.getByText('Every host lets renewals through.')).toBeDefined()
  })

  it('shows code that does not load with its place, its line and a caret', async () => {
    open()
    expect(await screen.findByText('depot/common/client.js:4:15')).toBeDefined()
    expect(screen.getByText(/const a = = 3/).textContent).toBe(BROKEN.stack.join('\n'))
  })

  it('names a host that is left alone', async () => {
    open({ hosts: [{ host: 'plm.example', failures: 6, pausedUntil: '2099-01-01T00:00:00.000Z' }] })
    expect(
      await screen.findByText(/plm.example failed 6 times in a row. It is left alone and asked again/),
    ).toBeDefined()
  })

  it('still stands while the data cannot be read', async () => {
    open({ ready: false, providers: [] })
    expect((await screen.findByRole('alert')).textContent).toContain('The data cannot be read now')
  })
})
