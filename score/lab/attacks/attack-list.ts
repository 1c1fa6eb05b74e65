import type { Attack } from './attack.ts'
import { CODE_ATTACKS } from './code-attacks.ts'
import { CONNECT_ATTACKS } from './connect-attacks.ts'
import { CONTEXT_ATTACKS } from './context-attacks.ts'
import { FIXATION_ATTACKS } from './fixation-attacks.ts'
import { FRAME_ATTACKS } from './frame-attacks.ts'
import { HOST_ATTACKS } from './host-attacks.ts'
import { OPENER_ATTACKS } from './opener-attacks.ts'
import { PAGE_ATTACKS } from './page-attacks.ts'
import { POSTED_ATTACKS } from './posted-attacks.ts'
import { REDIRECT_ATTACKS } from './redirect-attacks.ts'
import { ROUTE_ATTACKS } from './route-attacks.ts'
import { SESSION_ATTACKS } from './session-attacks.ts'
import { TOKEN_ATTACKS } from './token-attacks.ts'

/** Every attack on sign-ins that is tried in a browser. The last group ends with providers loaded anew. */
export const ATTACKS: readonly Attack[] = [
  ...CONTEXT_ATTACKS,
  ...SESSION_ATTACKS,
  ...CONNECT_ATTACKS,
  ...CODE_ATTACKS,
  ...POSTED_ATTACKS,
  ...PAGE_ATTACKS,
  ...REDIRECT_ATTACKS,
  ...HOST_ATTACKS,
]

/** What is tried in `team` mode beyond them: pages of others, and sessions, links and windows that are not one's own. */
export const TEAM_ATTACKS: readonly Attack[] = [
  ...FRAME_ATTACKS,
  ...OPENER_ATTACKS,
  ...ROUTE_ATTACKS,
  ...FIXATION_ATTACKS,
  ...TOKEN_ATTACKS,
]
