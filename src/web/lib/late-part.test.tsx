import { act, render, screen } from '@testing-library/react'
import { Suspense } from 'react'
import { describe, expect, it, vi } from 'vitest'
import { latePart } from './late-part.tsx'

const Word = ({ word }: { word: string }) => <p>{word}</p>

describe('a part that is fetched by need', () => {
  it('is drawn in the same moment when it was fetched before', async () => {
    const Late = latePart(async () => Word)
    await Late.fetch()
    render(<Late word="here" />)
    expect(screen.getByText('here')).toBeDefined()
  })

  it('is fetched once, and shows what stands for it until it comes', async () => {
    const load = vi.fn(async () => Word)
    const Late = latePart(load)
    await act(async () => {
      render(
        <Suspense fallback="on the way">
          <Late word="here" />
          <Late word="there" />
        </Suspense>,
      )
    })
    expect(screen.getByText('there')).toBeDefined()
    expect(load).toHaveBeenCalledTimes(1)
  })

  it('is tried again when it could not be fetched in good time', async () => {
    const load = vi.fn(async () => Word).mockRejectedValueOnce(new Error('offline'))
    const Late = latePart(load)
    Late.prefetch()
    await vi.waitFor(async () => {
      await Late.fetch()
      expect(load).toHaveBeenCalledTimes(2)
    })
  })
})
