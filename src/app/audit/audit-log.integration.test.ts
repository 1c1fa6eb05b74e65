import { fork } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { openStore } from '#store/open-store.ts'
import { newDataKey, openKeyring } from '#vault/keyring.ts'
import { SILENT_LOG as log } from '../fixtures/silent-log.ts'
import { AUDIT_WORKSPACE, openAuditLog } from './audit-log.ts'
import { makeCallers } from './callers.ts'
import { verifyAudit } from './verify-audit.ts'

it('loses nothing that was noted when the process is killed, and records nothing twice', async () => {
  const home = await mkdtemp(join(tmpdir(), 'flow-audit-'))
  const [file, folder] = [join(home, 'flow.db'), join(home, 'audit')]
  const kek = new Uint8Array(randomBytes(32))
  const { kid, wrapped } = newDataKey(kek, size => new Uint8Array(randomBytes(size)))
  const keyring = openKeyring(kek, [{ kid, wrapped, workspaceId: AUDIT_WORKSPACE, state: 'active' }])
  const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex')
  const given = JSON.stringify({ kek: hex(kek), kid: hex(kid), wrapped: hex(wrapped) })
  const told: string[] = []
  for (const count of [3, 90, 333]) {
    const script = fileURLToPath(new URL('./fixtures/busy-noter.ts', import.meta.url))
    const child = fork(script, [file, folder, given], { execArgv: [], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] })
    let own = 0
    child.on('message', object => {
      told.push(String(object))
      own++
      if (own === count) child.kill('SIGKILL')
    })
    await once(child, 'exit')
  }
  const store = await openStore({ file })
  const callers = makeCallers()
  await (await openAuditLog({ folder, store, keyring, workspaceId: 'wsp_one', callers, log })).close()
  const counts = new Map<string, number>()
  for (const row of await store.audit.page(null, 1_000_000)) {
    if (row.action === 'released') counts.set(row.object, (counts.get(row.object) ?? 0) + row.count)
  }
  expect(told.filter(object => !counts.has(object))).toEqual([])
  expect([...counts].filter(([, count]) => count !== 1)).toEqual([])
  expect((await verifyAudit(store, keyring)).faults).toEqual([])
  await store.close()
  await rm(home, { recursive: true })
})
