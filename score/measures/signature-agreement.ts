import { compareSigners } from '../lab/signers/compare-signers.ts'
import { EXPLAINED } from '../lab/signers/explanations.ts'
import { makeRequests } from '../lab/signers/make-requests.ts'
import { findOAuthlib } from '../lab/signers/sign-with-oauthlib.ts'
import type { Measure } from '../measure.ts'

const SIZES = { quick: 500, full: 10_000 } as const

/** Requests of OAuth 1, signed by us and by signers that know nothing of us (oauth.md 5849-9). */
export const signatureAgreement: Measure = {
  id: 'O-1',
  measure: 'OAuth 1 signatures unlike those of independent signers, unexplained + explained',
  target: `0 + any, of ${SIZES.full} requests (quick: ${SIZES.quick})`,
  quick: true,
  async run(size) {
    const requests = makeRequests(SIZES[size], 'O-1')
    const oauthlib = findOAuthlib()
    const found = await compareSigners(requests, oauthlib?.python ?? null)
    const signatures = Object.values(found.compared).reduce((sum, count) => sum + count, 0)
    return {
      value: `${found.unexplained.length} + ${found.explainedCount} of ${signatures} signatures, ${requests.length} requests`,
      ok: found.unexplained.length === 0 && Math.min(...Object.values(found.compared)) > requests.length / 3,
      details: [
        ...found.unexplained.slice(0, 20),
        ...Object.entries(found.compared).map(([signer, count]) => `${signer}: ${count} signatures compared`),
        oauthlib ? `python oauthlib ${oauthlib.version}` : 'oauthlib: skipped, python3-oauthlib is not installed',
        `${found.alone} requests agree with nobody: of a kind that no other signer makes, or all others are explained`,
        ...EXPLAINED.map(({ id, signer, section }) => {
          const count = found.explained[`${signer}: ${id}`] ?? 0
          return `explained: ${signer}, ${id}: ${count} (${section})`
        }),
      ],
    }
  },
}
