import type { EgressFetch } from '#egress/create-fetch.ts'
import type { ProviderConfig } from '#oauth/types.ts'
import { AppError } from '#shared/errors/app-error.ts'
import { type RequestRole, rolesOf } from './request-role.ts'
import type { Shower, ShownExchange } from './show-exchange.ts'

export interface Recorder {
  /** `usual` with an ear at it. */
  listen(usual: EgressFetch): EgressFetch
  /** Notes something that did not go this way. What is given back may be filled in later. */
  note(seen: Pick<ShownExchange, 'role' | 'method' | 'url' | 'sent'>): ShownExchange
  /** What was sent since the last `take`, in order. */
  seen(): readonly ShownExchange[]
  take(): ShownExchange[]
}

interface RecorderOptions {
  shower: Shower
  /** Undefined before it is loaded; nothing is sent then. */
  config: () => ProviderConfig | undefined
  /** Milliseconds from any start. */
  now: () => number
}

/** Notes every request of the engine and its answer, as they may be shown. */
export function recordExchanges({ shower, config, now }: RecorderOptions): Recorder {
  let noted: ShownExchange[] = []
  const note: Recorder['note'] = seen => {
    const shown = { ...seen, headers: {}, status: null, got: null, milliseconds: 0 }
    noted.push(shown)
    return shown
  }
  return {
    note,
    seen: () => noted,
    listen: usual => async request => {
      const since = now()
      const known = config()
      const body = typeof request.body === 'string' ? request.body : undefined
      const role = known ? likeliest(rolesOf(known, request.url), body ?? request.url) : ''
      const shown = note({ role, method: request.method, ...shower.request(request.url, body) })
      shown.headers = shower.headers(request.headers)
      try {
        const answer = await usual(request)
        shown.status = answer.status
        shown.got = shower.answer(answer)
        return answer
      } catch (error) {
        shown.problem = shower.text(error instanceof AppError ? error.detail : 'The request failed.')
        throw error
      } finally {
        shown.milliseconds = Math.round(now() - since)
      }
    },
    take() {
      const taken = noted
      noted = []
      return taken
    },
  }
}

/** Tokens are mostly got and renewed at one address: the grant tells them apart. */
function likeliest(roles: readonly RequestRole[], parameters: string): string {
  const renews = /grant_type["=: ]+refresh_token/.test(parameters)
  if (roles.includes('refresh') && renews) return 'refresh'
  return roles.find(role => role !== 'refresh') ?? roles[0] ?? ''
}
