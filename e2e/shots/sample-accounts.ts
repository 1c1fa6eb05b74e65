import type { Account } from '#shared/contract/accounts.ts'

/** A day in November at eleven: what the pictures call now. */
export const NOW = new Date('2026-11-23T11:00:00Z')

const MINUTE = 60_000

interface Row extends Partial<Account> {
  service: string
  label: string
  /** Minutes since the last test. */
  ago?: number
}

const ROWS: readonly Row[] = [
  { service: 'windchill', typeLabel: 'Windchill Basic', label: 'Windchill_PLM_Prod', ago: 2, shared: true, uses: 3 },
  {
    service: 'windchill',
    typeLabel: 'Windchill Basic',
    label: 'Windchill_PLM_Test',
    state: 'failing',
    message: 'Windchill answered 401. Check User Name and Password.',
    stateSince: '2026-11-23T07:12:00.000Z',
    ago: 107,
  },
  {
    service: 'windchill',
    kind: 'login',
    typeLabel: 'OAuth · Windchill',
    label: 'Windchill_mklein1',
    state: 'needs reconnect',
    message: 'The sign-in ended on 14 November.',
    ago: 1500,
  },
  { service: 'thingworx', typeLabel: 'ThingWorx App Key', label: 'ThingWorx_Line_2', ago: 18 },
  { service: 'thingworx', typeLabel: 'ThingWorx App Key', label: 'ThingWorx_Line_10', state: 'not tested' },
  {
    service: 'gmail',
    kind: 'login',
    typeLabel: 'OAuth · Gmail-1',
    label: 'Gmail_Alerts',
    account: 'alerts@example.com',
    ago: 6,
  },
  {
    service: 'gmail',
    kind: 'login',
    typeLabel: 'OAuth · Gmail-2',
    label: 'Gmail_Orders',
    state: 'failing',
    message: 'No answer within 30 seconds. Check that the server can be reached from here, then test again.',
    stateSince: '2026-11-19T07:12:00.000Z',
    ago: 140,
  },
  { service: 'practice', typeLabel: 'Practice Basic', label: 'Practice_Server1', ago: 240 },
  { service: 'practice', typeLabel: 'Practice App Key', label: 'Practice_Backup', state: 'unreadable', ago: 15_800 },
]

/** One entry in every state, over several services. */
export function sampleAccounts(): Account[] {
  return ROWS.map(describe)
}

function describe({ ago, ...row }: Row, index: number): Account {
  const made = '2026-11-02T08:00:00.000Z'
  const kind = row.kind ?? 'connection'
  return {
    id: `${kind === 'login' ? 'log' : 'con'}_${String(index).padStart(26, 'a')}`,
    kind,
    type: `${row.service}-basic`,
    typeLabel: row.label,
    version: 'v1',
    state: 'ok',
    createdAt: made,
    updatedAt: made,
    testable: true,
    rowVersion: 1,
    ...(kind === 'login' ? { providerId: 'prv_aaaaaaaaaaaaaaaaaaaaaaaaaa' } : {}),
    ...(ago === undefined ? {} : { lastTestedAt: new Date(NOW.getTime() - ago * MINUTE).toISOString() }),
    ...row,
  }
}
