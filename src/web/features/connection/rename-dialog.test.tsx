import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { problem, renderPage, serveAnswers } from '../../fixtures/render-page.tsx'
import { sampleAccount } from '../../fixtures/samples.ts'
import { RenameDialog } from './rename-dialog.tsx'

afterEach(() => vi.unstubAllGlobals())

const PATH = `PATCH /api/page/accounts/${sampleAccount().id}`
const other = sampleAccount({ id: 'con_b', label: 'Depot_Server1' })

async function open(typed: string) {
  const onClose = vi.fn()
  renderPage(
    <RenameDialog
      account={sampleAccount()}
      accounts={[sampleAccount(), other]}
      onClose={onClose}
      onFailure={vi.fn()}
    />,
  )
  const user = userEvent.setup()
  const box = screen.getByLabelText(/Connection Label/)
  await user.clear(box)
  await user.type(box, typed)
  return { onClose, user }
}

describe('renaming an entry', () => {
  it('sends the label with the version that was seen, at Enter', async () => {
    const asked = serveAnswers({ [PATH]: sampleAccount({ label: 'Windchill_New', rowVersion: 4 }) })
    const { onClose } = await open('Windchill_New{Enter}')
    expect(asked[0]).toMatchObject({ body: { label: 'Windchill_New' }, headers: { 'If-Match': '"3"' } })
    await vi.waitFor(() => expect(onClose).toHaveBeenCalled())
  })

  it('says while it is typed that a label is taken or free', async () => {
    await open('Depot_Server1')
    expect(screen.getByText('This label is taken. Choose another.')).toBeDefined()
    await userEvent.type(screen.getByLabelText(/Connection Label/), '2')
    expect(screen.getByText('This one is free.')).toBeDefined()
  })

  it('asks nothing of the server for a label it would refuse, or for the one it has', async () => {
    const asked = serveAnswers({})
    const { onClose } = await open('2 words{Enter}')
    expect(screen.getByText('Letters, digits and _, not starting with a digit.')).toBeDefined()
    await userEvent.clear(screen.getByLabelText(/Connection Label/))
    await userEvent.type(screen.getByLabelText(/Connection Label/), 'Windchill_Basic1{Enter}')
    expect(onClose).toHaveBeenCalledOnce()
    expect(asked).toEqual([])
  })

  it('puts a refusal about the label at its field', async () => {
    serveAnswers({ [PATH]: problem(409, 'label_taken', 'The label New is in use.') })
    const { onClose } = await open('New{Enter}')
    expect(await screen.findByText('The label New is in use.')).toBeDefined()
    expect(onClose).not.toHaveBeenCalled()
  })
})
