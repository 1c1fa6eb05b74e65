import { type FuzzRun, runFuzz } from '../lab/fuzz/run-fuzz.ts'
import type { Finding, Measure } from '../measure.ts'

const FORMS = { quick: 1_000, full: 100_000 }
const VALIDATORS = { quick: 200, full: 5_000 }
const MOST_DETAILS = 20

/** Family Z: the compiler over random mixes of all keywords with random JSON. */
export const fuzz: readonly Measure[] = [
  {
    id: 'Z-1',
    measure: 'random schemas that break a promise of the compiler',
    target: `0 of ${FORMS.full} (quick: ${FORMS.quick})`,
    quick: true,
    async run(size) {
      return describe(await runFuzz('form', FORMS[size]), FORMS[size], 'compile')
    },
  },
  {
    id: 'Z-2',
    measure: 'forms of random schemas without a validator',
    target: `0 of ${VALIDATORS.full} (quick: ${VALIDATORS.quick})`,
    quick: true,
    async run(size) {
      return describe(await runFuzz('validator', VALIDATORS[size]), VALIDATORS[size], 'build')
    },
  },
]

function describe(run: FuzzRun, wanted: number, verb: string): Finding {
  const { faults, seen, times, bytes, seed, count } = run
  // A generator that makes next to nothing would break no promise either.
  const isTelling = Math.min(seen.unions, seen.conditions, seen.lists, seen.secrets) > wanted / 50
  const shares = Object.entries(seen).map(([name, number]) => `${Math.round((100 * number) / count)} % ${name}`)
  return {
    value: `${faults.length} of ${count} (seed ${seed})`,
    ok: faults.length === 0 && count === wanted && isTelling,
    details: [
      `${verb}: ${spread(times, 2)} ms`,
      ...(bytes.length > 0 ? [`module: ${spread(bytes, 0)} bytes gzip`] : []),
      `with ${shares.join(', ')}`,
      ...faults.slice(0, MOST_DETAILS),
    ],
  }
}

function spread(numbers: number[], digits: number): string {
  const sorted = numbers.toSorted((a, b) => a - b)
  const at = (share: number) => (sorted[Math.floor(share * (sorted.length - 1))] ?? 0).toFixed(digits)
  return `median ${at(0.5)}, p95 ${at(0.95)}, most ${at(1)}`
}
