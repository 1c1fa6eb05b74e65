import { afterEach, beforeEach, expect, it } from 'vitest'
import { accountRow } from './fixtures/rows.ts'
import { describeOnBoth, type TempStore } from './fixtures/temp-store.ts'

let temp: TempStore
const flow = { workspaceId: 'wsp_one', consumer: 'flow-1', title: 'Nightly', ownerId: null }

describeOnBoth('uses', open => {
  beforeEach(async () => {
    temp = await open()
    for (const id of ['con_a', 'con_b', 'con_c']) await temp.store.accounts.insert(accountRow(id))
  })
  afterEach(() => temp.close())

  it('are what the consumer said last, all of it', async () => {
    const { uses } = temp.store
    await uses.declare(flow, ['con_a', 'con_b'])
    const now = await uses.declare({ ...flow, title: 'Daily' }, ['con_b', 'con_c'])
    expect(now.map(use => [use.pickedId, use.accountId, use.title])).toEqual([
      ['con_b', 'con_b', 'Daily'],
      ['con_c', 'con_c', 'Daily'],
    ])
    expect(await uses.count('con_a')).toBe(0)
    expect(await uses.declare(flow, [])).toEqual([])
  })

  it('move to another account together, and stay there when the consumer says the old id again', async () => {
    const { uses } = temp.store
    await uses.declare(flow, ['con_a'])
    await uses.declare({ ...flow, consumer: 'flow-2', title: 'Other' }, ['con_a', 'con_b'])
    expect(await uses.switch('con_a', 'con_c')).toBe(2)
    expect((await uses.ofAccount('con_c', 9)).map(use => use.consumer)).toEqual(['flow-1', 'flow-2'])
    const [use] = await uses.declare(flow, ['con_a'])
    expect(use).toMatchObject({ pickedId: 'con_a', accountId: 'con_c' })
    expect(await uses.ofConsumer('wsp_two', 'flow-1')).toEqual([])
  })

  it('keep an account from being deleted, and do not begin with one that is gone', async () => {
    const { uses, accounts } = temp.store
    await uses.declare(flow, ['con_a'])
    await expect(accounts.remove('con_a')).rejects.toMatchObject({ code: 'in_use' })
    await expect(uses.declare(flow, ['con_a', 'con_x'])).rejects.toMatchObject({ code: 'not_found' })
    expect(await uses.count('con_a')).toBe(1)
    await uses.declare(flow, [])
    expect(await accounts.remove('con_a')).toBe(true)
  })
})
