import { ensureInstalled, guard } from './setup.js'
import { runSteps } from './steps.js'

guard(async () => {
  await ensureInstalled()
  await runSteps(['lint', 'types', 'unused', 'unit'])
})
