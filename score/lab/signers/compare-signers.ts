import { EXPLAINED, remedy } from './explanations.ts'
import { signWithOAuthlib } from './sign-with-oauthlib.ts'
import { formOf, type SignerRequest, urlOf } from './signer-request.ts'
import { NPM_SIGNERS, ours } from './signers.ts'

export interface Comparison {
  /** Signatures compared, by signer. */
  compared: Record<string, number>
  /** Differences by the id of their explanation. */
  explained: Record<string, number>
  /** How many signatures differed for reasons that are all explained. */
  explainedCount: number
  unexplained: string[]
  /** Requests that nobody else could sign. */
  alone: number
}

type SignAll = (requests: readonly SignerRequest[]) => Promise<(string | null)[]>

/** Signs every request with every signer. Of a difference, every cause is taken out: what is left has to agree. */
export async function compareSigners(requests: readonly SignerRequest[], python: string | null): Promise<Comparison> {
  const signers = new Map<string, SignAll>(
    Object.entries(NPM_SIGNERS).map(([name, sign]) => [name, async list => list.map(sign)]),
  )
  if (python !== null) signers.set('oauthlib', list => signWithOAuthlib(python, list))
  const result: Comparison = {
    compared: {},
    explained: Object.fromEntries(EXPLAINED.map(({ id, signer }) => [`${signer}: ${id}`, 0])),
    explainedCount: 0,
    unexplained: [],
    alone: 0,
  }
  const mine = requests.map(ours)
  const agreed = requests.map(() => 0)
  for (const [name, sign] of signers) {
    const theirs = await sign(requests)
    const differing = requests.filter((_, i) => theirs[i] !== null && theirs[i] !== mine[i])
    result.compared[name] = theirs.filter(signature => signature !== null).length
    for (const [i, signature] of theirs.entries()) if (signature === mine[i]) agreed[i] = (agreed[i] ?? 0) + 1
    await explainAll(result, { name, sign, differing })
  }
  result.alone = agreed.filter(count => count === 0).length
  return result
}

interface Differences {
  name: string
  sign: SignAll
  differing: readonly SignerRequest[]
}

async function explainAll(result: Comparison, { name, sign, differing }: Differences): Promise<void> {
  const remedied = differing.map(request => remedy(name, request))
  const theirs = await sign(remedied.map(({ request }) => request))
  for (const [i, { request, ids }] of remedied.entries()) {
    if (ids.length > 0 && theirs[i] === ours(request)) {
      result.explainedCount++
      for (const id of ids) result.explained[`${name}: ${id}`] = (result.explained[`${name}: ${id}`] ?? 0) + 1
      continue
    }
    const shown = differing[i] ?? request
    result.unexplained.push(`${name}: ${shown.method} ${urlOf(shown)} ${formOf(shown) ?? ''} ${shown.signatureMethod}`)
  }
}
