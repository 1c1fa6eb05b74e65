import type { IncomingMessage, ServerResponse } from 'node:http'
import { findAccount, PASSWORD } from '../accounts.ts'
import { readForm } from '../read-form.ts'
import { sendPage } from '../send-page.ts'
import { CLASSIC, codePage, consentPage, errorPage, loginPage } from '../sign-in-pages.ts'
import type { Checker } from './check-request.ts'
import { randomText, type Temporary } from './classic-store.ts'
import { isAllowedCallback } from './token-routes.ts'

const CLIENT = 'Flow Connections'

interface SignIn {
  checker: Checker
  request: IncomingMessage
  response: ServerResponse
  token: string
  temporary: Temporary
}

/** The pages that people see: `/classic/authorize`, then the steps below `/classic/sign-in/<token>`. */
export async function answerAuthorize(
  checker: Checker,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://practice')
  const [, root, page, named = '', step] = pathname.split('/')
  if (root !== 'classic' || (page !== 'authorize' && page !== 'sign-in')) return false
  const token = page === 'authorize' ? (searchParams.get('oauth_token') ?? '') : named
  const temporary = checker.store.temporary.get(token)
  if (!temporary || temporary.expiresAt <= checker.now()) {
    sendPage(response, 400, errorPage(CLASSIC, 'token_rejected', 'This sign-in is over, or it never began.'))
    return true
  }
  const signIn = { checker, request, response, token, temporary }
  if (page === 'authorize') showLogin(signIn, searchParams)
  else await answerStep(signIn, step)
  return true
}

function showLogin({ checker, response, token, temporary }: SignIn, query: URLSearchParams): void {
  const { settings } = checker
  if (settings.quirks?.callbackOnAuthorize) {
    const callback = query.get('oauth_callback') ?? ''
    if (!isAllowedCallback(settings, callback)) {
      sendPage(response, 400, errorPage(CLASSIC, 'parameter_rejected', 'The way back is not allowed here.'))
      return
    }
    temporary.callback = callback
  }
  temporary.scopes = (query.get('scope') ?? '').split(' ').filter(Boolean)
  sendPage(response, 200, loginPage({ site: CLASSIC, steps: stepsOf(token), client: CLIENT }))
}

async function answerStep(signIn: SignIn, step: string | undefined): Promise<void> {
  const { checker, request, response, token, temporary } = signIn
  if (request.method === 'POST' && step === 'login') return logIn(signIn)
  if (request.method === 'POST' && step === 'cancel') {
    checker.store.temporary.delete(token)
    if (checker.settings.quirks?.byHand) {
      return sendPage(response, 200, errorPage(CLASSIC, 'user_refused', 'Cancel was pressed.'))
    }
    return sendBack(signIn, denial(signIn))
  }
  const mine = temporary.cookie !== undefined && (request.headers.cookie ?? '').includes(`classic=${temporary.cookie}`)
  if (request.method === 'POST' && step === 'allow' && mine) {
    temporary.verifier = randomText()
    const { noVerifier = false, byHand = false } = checker.settings.quirks ?? {}
    if (byHand) return sendPage(response, 200, codePage(CLASSIC, temporary.verifier))
    const allowed = { oauth_token: token, oauth_verifier: temporary.verifier }
    return sendBack(signIn, noVerifier ? { oauth_token: token } : allowed)
  }
  sendPage(response, 404, errorPage(CLASSIC, 'not_found', 'There is no such page here.'))
}

function denial({ checker, token }: SignIn): Record<string, string> {
  if (checker.settings.quirks?.deniedToken) return { denied: token }
  const words = { oauth_problem: 'user_refused', oauth_problem_advice: 'Cancel was pressed.' }
  return { oauth_token: token, ...words }
}

async function logIn({ request, response, token, temporary }: SignIn): Promise<void> {
  const form = await readForm(request)
  const user = (form.get('user') ?? '').trim()
  const account = findAccount(user)
  const steps = stepsOf(token)
  if (!account || form.get('password') !== PASSWORD) {
    const problem = 'User or password is not right. Both stand below.'
    return sendPage(response, 401, loginPage({ site: CLASSIC, steps, client: CLIENT, problem, user }))
  }
  temporary.user = account.id
  temporary.cookie = randomText()
  response.setHeader('set-cookie', `classic=${temporary.cookie}; Path=${steps}; HttpOnly; SameSite=Strict`)
  const { scopes } = temporary
  sendPage(response, 200, consentPage({ site: CLASSIC, steps, client: CLIENT, account, scopes }))
}

function sendBack({ response, temporary }: SignIn, params: Record<string, string>): void {
  const url = new URL(temporary.callback)
  for (const [name, value] of Object.entries(params)) url.searchParams.set(name, value)
  response.writeHead(303, { location: url.href, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' }).end()
}

function stepsOf(token: string): string {
  return `/classic/sign-in/${encodeURIComponent(token)}`
}
