import type { ServerResponse } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { breakAnswer } from './break-answer.ts'
import { checkClient } from './check-client.ts'
import { isRefusal, readParams } from './check-form.ts'
import { checkProof } from './check-proof.ts'
import { type FaultyServer, type Refusal, refuse } from './faulty-server.ts'
import { grantTokens } from './grant-tokens.ts'
import type { Issued } from './issue-access.ts'
import type { Asked } from './read-asked.ts'
import { wordTokens } from './word-tokens.ts'
import { sayNonce, writeMembers, writeRefusal } from './write-answer.ts'

/** Answers requests for tokens, of every grant. */
export function makeTokenEndpoint(server: FaultyServer) {
  let inside = 0
  return async (asked: Asked, response: ServerResponse): Promise<void> => {
    inside++
    try {
      if (server.on.has('one_at_a_time')) {
        if (inside > 1) {
          writeRefusal(server, response, refuse('invalid_request', 'one at a time'))
          return
        }
        // Long enough for another one to come meanwhile, also on a busy machine.
        await sleep(100)
      }
      answer(server, asked, response)
    } finally {
      inside--
    }
  }
}

function answer(server: FaultyServer, asked: Asked, response: ServerResponse): void {
  // What is lost on its way was done all the same; every other fault comes before anything is done.
  if (!server.on.has('drop_after_commit') && breakAnswer(server, response)) return
  const outcome = decide(server, asked)
  sayNonce(server, response)
  if (breakAnswer(server, response)) return
  if (isRefusal(outcome)) writeRefusal(server, response, outcome)
  else writeMembers(server, response, wordTokens(server, outcome))
}

function decide(server: FaultyServer, asked: Asked): Issued | Refusal {
  const params = readParams(server, asked)
  if (isRefusal(params)) return params
  const wrong = checkClient(server, asked, params)
  if (wrong) return wrong
  const proven = server.on.has('dpop_nonce') ? checkProof(server, asked) : undefined
  if (proven && isRefusal(proven)) return proven
  if (server.on.has('revoked')) server.memory.endAll()
  const issued = grantTokens(server, params)
  if (isRefusal(issued) || !proven) return issued
  // Bound to the key of the login page, or to the first that came.
  issued.grant.jkt ??= proven.jkt
  return issued.grant.jkt === proven.jkt ? issued : refuse('invalid_grant', 'the tokens are bound to another key')
}
