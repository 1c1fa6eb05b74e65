import { beforeEach, describe, expect, it } from 'vitest'
import { keepPendingSignIn, takePendingSignIn } from './pending-sign-in.ts'

const PENDING = { attemptId: 'att_1', providerId: 'prv_1', scopes: ['read'], loginId: 'log_1' }

beforeEach(() => sessionStorage.clear())

describe('a sign-in this page left for', () => {
  it('is taken up once, by its own provider only', () => {
    keepPendingSignIn(PENDING)
    expect(takePendingSignIn('prv_2')).toBeUndefined()
    expect(takePendingSignIn('prv_1')).toEqual(PENDING)
    expect(takePendingSignIn('prv_1')).toBeUndefined()
  })

  it.each(['{', 'null', '{"providerId":"prv_1"}', '{"providerId":"prv_1","attemptId":1,"scopes":[]}'])(
    'is nothing when storage holds %s',
    text => {
      sessionStorage.setItem('flow-pending-sign-in', text)
      expect(takePendingSignIn('prv_1')).toBeUndefined()
    },
  )
})
