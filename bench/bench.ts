import { runBoard } from '../score/run-board.ts'
import { BENCHES } from './registry.ts'

const usage = `npm run bench -- [name] [--json]

  name    one benchmark or the first part of several names; without it all of them
  --json  one object a line: {id, measure, value, target, ok, skipped?, details?}`

process.exitCode = await runBoard({ measures: BENCHES, usage }, process.argv.slice(2))
