import { setTimeout as sleep } from 'node:timers/promises'
import type { App } from '#app/app.ts'
import type { Config } from '#config/config.ts'
import type { CliLog } from './cli-log.ts'

/** A proxy in front may start after us. */
const WAITS_MS = [0, 5_000, 30_000]
const ANSWER_MS = 5_000

/**
 * Looks after the start whether the address that people use leads here, where somebody named one, and says so when it does
 * not. Nothing waits for it: a server that cannot see itself from within may still be right.
 */
export function watchReturn(
  app: Pick<App, 'returnAddress'>,
  { publicUrlFixed }: Pick<Config, 'publicUrlFixed'>,
  log: Pick<CliLog, 'warn'>,
  waits = WAITS_MS,
): { close(): void; done: Promise<void> } {
  const stop = new AbortController()
  const look = async () => {
    let problem: string | undefined
    for (const ms of publicUrlFixed ? waits : []) {
      await sleep(ms, undefined, { ref: false, signal: stop.signal })
      problem = await app.returnAddress.check(url => reach(url, stop.signal))
      if (problem === undefined) return
    }
    if (problem !== undefined && !stop.signal.aborted) log.warn(problem)
  }
  const done = look().catch((error: unknown) => {
    if (!stop.signal.aborted) throw error
  })
  return { close: () => stop.abort(), done }
}

async function reach(url: string, signal: AbortSignal) {
  try {
    const limit = AbortSignal.any([signal, AbortSignal.timeout(ANSWER_MS)])
    const answer = await fetch(url, { redirect: 'manual', signal: limit })
    return { status: answer.status, text: (await answer.text()).slice(0, 1000) }
  } catch (error) {
    return { cause: causeOf(error) }
  }
}

function causeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'no answer'
  const { cause = error } = error
  const code: unknown = cause instanceof Error && 'code' in cause ? cause.code : undefined
  return typeof code === 'string' ? code : error.name === 'TimeoutError' ? 'no answer in time' : 'no answer'
}
