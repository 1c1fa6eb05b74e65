import { AppError } from '#shared/errors/app-error.ts'
import { BWRAP } from './child-command.ts'
import { measureIdle } from './measure-idle.ts'
import type { RunnerLevel } from './types.ts'

export interface ChosenLevel {
  level: RunnerLevel
  /** Bytes of data an idle child maps; null where it could not be measured. */
  idleData: number | null
  /** Why it is not a higher one; absent at the highest. */
  reason?: string
  /** A command that changes that. */
  install?: string
}

interface LevelOptions {
  nodePath: string
  script: string
  /** Refuse anything less. */
  least: RunnerLevel
  /** Do not try a higher one. */
  most: RunnerLevel
}

const NOT_INSTALLED = 'The program bwrap is not installed.'

/** The best level at which a child comes up here. Throws `AppError('config_invalid')` when it is less than asked for. */
export async function chooseLevel({ nodePath, script, least, most }: LevelOptions): Promise<ChosenLevel> {
  const reason = whyNoBubblewrap(most)
  if (reason === undefined) {
    const idleData = await measureIdle({ nodePath, script, level: 'bubblewrap' }).catch(() => undefined)
    if (idleData !== undefined) return { level: 'bubblewrap', idleData }
  }
  const why = reason ?? 'This system does not let bubblewrap make namespaces.'
  if (least === 'bubblewrap') {
    throw new AppError('config_invalid', {
      detail: `FLOW_RUNNER_MIN_LEVEL asks for the level bubblewrap. ${why} Install bubblewrap, or ask for less.`,
    })
  }
  const idleData = await measureIdle({ nodePath, script, level: 'process' })
  const install = reason === NOT_INSTALLED ? { install: 'sudo apt install bubblewrap' } : {}
  return { level: 'process', idleData, reason: why, ...install }
}

function whyNoBubblewrap(most: RunnerLevel): string | undefined {
  if (most === 'process') return 'The level is set to process.'
  if (process.platform !== 'linux') return 'There is no bubblewrap for this system.'
  return BWRAP ? undefined : NOT_INSTALLED
}
