import type { Probe } from './probe.ts'
import { ANSWER_PROBES, CHANNEL_PROBES } from './probes/answers.ts'
import { FILE_PROBES } from './probes/files.ts'
import { LIMIT_PROBES } from './probes/limits.ts'
import { NETWORK_PROBES } from './probes/network.ts'
import { PROCESS_PROBES } from './probes/processes.ts'
import { SURROUNDINGS_PROBES } from './probes/surroundings.ts'

/** Everything hostile connector code is known to try (security.md §3.5). */
export const PROBES: readonly Probe[] = [
  ...FILE_PROBES,
  ...SURROUNDINGS_PROBES,
  ...NETWORK_PROBES,
  ...PROCESS_PROBES,
  ...CHANNEL_PROBES,
  ...ANSWER_PROBES,
  ...LIMIT_PROBES,
]
