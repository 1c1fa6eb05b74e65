import { MEASURES } from './registry.ts'
import { runBoard } from './run-board.ts'

const usage = `npm run score -- [ID] [--all | --quick] [--json]

  ID       one line (S-1) or a family (S); without it all lines but those run by hand
  --quick  the short set, and the small size of a line that has two
  --json   one object a line: {id, measure, value, target, ok, skipped?, details?}`

process.exitCode = await runBoard({ measures: MEASURES, usage, file: 'scores.jsonl' }, process.argv.slice(2))
