import { makeAddLogin } from '#app/logins/add-login.ts'
import { type ClassicWorld, openClassicWorld } from '#app/logins/fixtures/classic-world.ts'
import { SESSION } from '#app/logins/fixtures/login-world.ts'
import { makeGetAttempt } from '#app/logins/get-attempt.ts'
import { makePasteReturn } from '#app/logins/paste-return.ts'
import { makeTestLogin } from '#app/logins/test-login.ts'
import { requireAccount } from '#app/require-account.ts'
import { AppError } from '#shared/errors/app-error.ts'
import { isObject, type JsonObject } from '#shared/json.ts'
import type { ClassicRow } from './classic-rows.ts'
import { PRIVATE_KEY, PUBLIC_KEY } from './signing-keys.ts'

/** A key that is left out, to see that its row fails without it. */
interface LeftOut {
  row: ClassicRow
  key: string
}

/** A login at a server of OAuth 1 with these quirks, made and tested by a signed request: what is wrong, or nothing. */
export async function runClassicCase(rows: readonly ClassicRow[], without?: LeftOut): Promise<string | undefined> {
  const document: JsonObject = {}
  for (const row of rows) {
    for (const [key, value] of Object.entries(row.keys ?? {})) {
      if (without?.row !== row || without.key !== key) document[key] = value
    }
  }
  const ext = document['oauth1_ext']
  if (isObject(ext)) document['oauth1_ext'] = { account: { id: '/user', label: '/name' }, ...ext }
  const quirks = Object.assign({}, ...rows.map(row => row.quirks))
  const values: Record<string, string> = document['oauth1_signature_method'] === 'RSA-SHA1' ? { PRIVATE_KEY } : {}
  const classic = await openClassicWorld({ quirks, document, values, publicKey: PUBLIC_KEY })
  try {
    return await walk(classic)
  } catch (error) {
    if (error instanceof AppError) return `${error.code} ${error.detail}`
    throw error
  } finally {
    await classic.close()
  }
}

async function walk(classic: ClassicWorld): Promise<string | undefined> {
  const { context } = classic.world
  const { attemptId, loginUrl } = await classic.begin()
  const begun = await classic.attempt(attemptId)
  if (begun.status !== 'started') return begun.error?.detail ?? `the attempt is ${begun.status}`
  const query = await classic.visit(loginUrl).catch((error: unknown) => {
    // The login page showed words instead of sending the person back.
    if (error instanceof TypeError && 'code' in error && error.code === 'ERR_INVALID_URL') return undefined
    throw error
  })
  if (query === undefined) return 'the login page sends nobody back'
  const { wants } = await makeGetAttempt(context)(SESSION, attemptId, 'en')
  if (wants === 'code') await makePasteReturn(context)(SESSION, attemptId, { text: query }, 'en')
  else await classic.finish(query)
  const { status, error } = await classic.attempt(attemptId)
  if (status !== 'granted') return error?.detail ?? `the attempt is ${status}`
  const { id } = await makeAddLogin(context)(SESSION, { attemptId, label: 'Depot1', inputs: {} })
  const { ok, message } = await makeTestLogin(context)(await requireAccount(context, id), 'en')
  return ok ? undefined : message
}
