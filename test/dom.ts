import { cleanup } from '@testing-library/react'
import { afterEach, vi } from 'vitest'

// Nothing is painted here: what waits for a frame is done at once. Tests of that wait take the mock away.
vi.mock('../src/web/form/after-paint.ts', () => ({
  makeAfterPaint: (work: () => void) => ({ ask: work, now: () => undefined, cancel: () => undefined }),
}))

afterEach(cleanup)

// happy-dom does not know `search` yet; React warns of elements that no browser knows.
Object.defineProperty(HTMLUnknownElement.prototype, Symbol.toStringTag, { value: 'HTMLElement', configurable: true })

// Nor does it know popovers: ours say when they open and close, and that is what the page goes by.
const toggles = (newState: 'open' | 'closed') =>
  function toggle(this: HTMLElement) {
    this.dispatchEvent(Object.assign(new Event('toggle'), { newState }))
  }
Object.assign(HTMLElement.prototype, { showPopover: toggles('open'), hidePopover: toggles('closed') })
