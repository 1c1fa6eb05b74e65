import { createHash } from 'node:crypto'
import { RETURN_CHECK_PATH } from '#shared/return-check-path.ts'
import type { AppContext } from './context.ts'

/** What came back from an address, or why nothing did. */
export type Reached = { status: number; text: string } | { cause: string }

/** Whether sign-ins come back: the address of every return, asked by this server itself (oauth.md §1.8). */
export interface ReturnAddress {
  /** What a server on the same data answers there. It tells nothing to whoever asks. */
  mark: string
  /** Asks once; a sentence says what is wrong, and stays known until the next time. */
  check(ask: (url: string) => Promise<Reached>): Promise<string | undefined>
  /** What the last check said. */
  problem(): string | undefined
}

export function makeReturnAddress({ config, owner }: AppContext): ReturnAddress {
  const mark = createHash('sha256').update(`return ${owner.workspaceId}`).digest('base64url')
  let problem: string | undefined
  return {
    mark,
    async check(ask) {
      const reached = await ask(config.publicUrl + RETURN_CHECK_PATH)
      problem = describe(config.publicUrl, reached, mark)
      return problem
    },
    problem: () => problem,
  }
}

function describe(publicUrl: string, reached: Reached, mark: string): string | undefined {
  if ('cause' in reached) {
    return `This server does not reach itself at ${publicUrl} (${reached.cause}). If browsers do not either, no sign-in comes back. ${CHECK}`
  }
  const { status } = reached
  const text = reached.text.trim()
  if (text === mark) return undefined
  // A proxy that asks whoever comes to sign in first: browsers come through, this server does not.
  if ((status >= 300 && status < 400) || status === 401 || status === 403) return undefined
  if (status === 200 && /^[\w-]{43}$/.test(text)) {
    return `Another Flow Connections answers at ${publicUrl}, so no sign-in comes back. ${CHECK}`
  }
  return `Something else answers at ${publicUrl} (${status}), so no sign-in comes back. ${CHECK}`
}

const CHECK = 'Check "publicUrl" in deploymentConfig.json and the proxy in front.'
