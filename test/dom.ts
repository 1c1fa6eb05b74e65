import { cleanup } from '@testing-library/react'
import { afterEach } from 'vitest'

// Nothing is painted here: a frame comes at once.
globalThis.requestAnimationFrame = draw => {
  draw(0)
  return 0
}

afterEach(cleanup)
