import type { Measure } from '../score/measure.ts'
import { compileTime } from './benches/compile.ts'
import { credentialRead } from './benches/credential-read.ts'
import { firstLoad } from './benches/first-load.ts'
import { flowHelp, flowLint, previewFirst } from './benches/flow-commands.ts'
import { formCold } from './benches/form-cold.ts'
import { formJs } from './benches/form-js.ts'
import { interaction } from './benches/interaction.ts'
import { keystroke } from './benches/keystroke.ts'
import { listPage } from './benches/list-page.ts'
import { login } from './benches/login.ts'
import { postgresRead } from './benches/postgres-read.ts'
import { previewChange } from './benches/preview-change.ts'
import { refresh } from './benches/refresh.ts'
import { routeChange } from './benches/route-change.ts'
import { runner } from './benches/runner.ts'
import { scrollRows } from './benches/scroll-rows.ts'
import { startMany } from './benches/start-many.ts'
import { storedRows } from './benches/stored-rows.ts'
import { validatorSize } from './benches/validator-size.ts'

export const BENCHES: readonly Measure[] = [
  firstLoad,
  routeChange,
  interaction,
  scrollRows,
  formJs,
  formCold,
  keystroke(50),
  keystroke(500),
  compileTime,
  validatorSize,
  credentialRead(10, 0.6),
  credentialRead(100, 0.8),
  storedRows,
  listPage,
  postgresRead,
  startMany,
  ...runner,
  login,
  refresh,
  previewChange,
  previewFirst,
  flowHelp,
  flowLint,
]
