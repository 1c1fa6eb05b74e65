import type { Measure } from './measure.ts'
import { accessibility } from './measures/accessibility.ts'
import { canarySecrets } from './measures/canary-secrets.ts'
import { catalogueShare } from './measures/catalogue-share.ts'
import { clientLibraries } from './measures/client-libraries.ts'
import { connectorCorpus } from './measures/connector-corpus.ts'
import { connectorsLoad } from './measures/connectors-load.ts'
import { crashPoints } from './measures/crash-points.ts'
import { diskFaults } from './measures/disk-faults.ts'
import { forbiddenConnections } from './measures/forbidden-connections.ts'
import { forms } from './measures/forms.ts'
import { fuzz } from './measures/fuzz.ts'
import { heldLoad } from './measures/held-load.ts'
import { hostileCode } from './measures/hostile-code.ts'
import { houseRules } from './measures/house-rules.ts'
import { idTiming } from './measures/id-timing.ts'
import { keyRotation } from './measures/key-rotation.ts'
import { killedRuns } from './measures/killed-runs.ts'
import { leaseFreeze } from './measures/lease-freeze.ts'
import { manyDue } from './measures/many-due.ts'
import { newcomerTime } from './measures/newcomer-time.ts'
import { oauthAttacks } from './measures/oauth-attacks.ts'
import { oauthConformance } from './measures/oauth-conformance.ts'
import { oauthQuirks } from './measures/oauth-quirks.ts'
import { providerOutage } from './measures/provider-outage.ts'
import { rotationRaces } from './measures/rotation-race.ts'
import { signatureAgreement } from './measures/signature-agreement.ts'
import { tamper } from './measures/tamper.ts'
import { verdictAgreement } from './measures/verdict-agreement.ts'
import { verdictInterpreter } from './measures/verdict-interpreter.ts'
import { verdictSuite } from './measures/verdict-suite.ts'
import { wholeDance } from './measures/whole-dance.ts'

/** The whole scoreboard: a new line is one file in `measures/` and one entry here. */
export const MEASURES: readonly Measure[] = [
  connectorsLoad,
  clientLibraries,
  connectorCorpus,
  killedRuns,
  newcomerTime,
  houseRules,
  canarySecrets,
  tamper,
  ...accessibility,
  ...forms,
  ...fuzz,
  ...rotationRaces,
  leaseFreeze,
  ...crashPoints,
  diskFaults,
  heldLoad,
  ...keyRotation,
  ...idTiming,
  manyDue,
  providerOutage,
  oauthAttacks,
  forbiddenConnections,
  hostileCode,
  ...oauthConformance,
  oauthQuirks,
  wholeDance,
  catalogueShare,
  signatureAgreement,
  verdictAgreement,
  verdictInterpreter,
  verdictSuite,
]
