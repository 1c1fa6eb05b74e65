import { expect, it } from 'vitest'
import { AppError } from '#shared/errors/app-error.ts'
import type { ErrorCode } from '#shared/errors/catalogue.ts'
import type { FoundConnection } from './catalogue.ts'
import { exportsForList } from './exports-for-list.ts'

const asked = (code: ErrorCode) =>
  exportsForList(
    { catalogue: { told: () => Promise.reject(new AppError(code, { detail: 'why' })) } },
    {} as FoundConnection,
  )

it('offers a type that nobody has the time to ask, and tells one whose code is gone', async () => {
  expect(await asked('busy')).toEqual({ connect: true, validate: true })
  expect(await asked('connector_unavailable')).toEqual({ connect: false, validate: false, error: 'why' })
})
