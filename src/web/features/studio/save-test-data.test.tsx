import { screen } from '@testing-library/react'
import userEvent from '@testing-library/user-event'
import { afterEach, expect, it, vi } from 'vitest'
import type { Asked } from '../../fixtures/render-page.tsx'
import { problem, renderPage, serveAnswers } from '../../fixtures/render-page.tsx'
import { SaveTestData } from './save-test-data.tsx'

afterEach(() => vi.unstubAllGlobals())

const SAVED = { file: 'test/testData/connectionTestData.js', variables: ['FLOW_TEST_PASSWORD'] }

it('saves at once where the file is ours, and asks before it replaces what somebody wrote', async () => {
  const asked = serveAnswers({
    'POST /api/page/preview/test-data': ({ body }: Asked) =>
      (body as { replace: boolean }).replace ? SAVED : problem(409, 'already_exists', 'It was written by hand.'),
  })
  renderPage(<SaveTestData type="depot-basic" version="v1" values={() => ({ url: 'https://a.example' })} />)
  const user = userEvent.setup()
  await user.click(screen.getByRole('button', { name: 'Save as test data' }))
  expect(await screen.findByRole('alertdialog', { name: 'Replace the test data?' })).toBeDefined()
  await user.click(screen.getByRole('button', { name: 'Cancel' }))
  expect(screen.queryByRole('alertdialog')).toBeNull()
  expect(asked).toHaveLength(1)
  await user.click(screen.getByRole('button', { name: 'Save as test data' }))
  await user.click(await screen.findByRole('button', { name: 'Replace' }))
  await vi.waitFor(() => expect(screen.queryByRole('alertdialog')).toBeNull())
  const sent = { type: 'depot-basic', version: 'v1', values: { url: 'https://a.example' } }
  expect(asked.map(({ body }) => body)).toEqual([
    { ...sent, replace: false },
    { ...sent, replace: false },
    { ...sent, replace: true },
  ])
})
