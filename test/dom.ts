import { cleanup } from '@testing-library/react'
import { afterEach, vi } from 'vitest'

// Nothing is painted here: what waits for a frame is done at once. Tests of that wait take the mock away.
vi.mock('../src/web/form/after-paint.ts', () => ({
  makeAfterPaint: (work: () => void) => ({ ask: work, now: () => undefined, cancel: () => undefined }),
}))

afterEach(cleanup)

// happy-dom does not know `search` yet; React warns of elements that no browser knows.
Object.defineProperty(HTMLUnknownElement.prototype, Symbol.toStringTag, { value: 'HTMLElement', configurable: true })
