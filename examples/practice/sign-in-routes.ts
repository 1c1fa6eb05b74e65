import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Provider } from 'oidc-provider'
import { findAccount, PASSWORD } from './accounts.ts'
import { readForm } from './read-form.ts'
import { sendPage, sendStyle } from './send-page.ts'
import { CLOUD, consentPage, errorPage, loginPage } from './sign-in-pages.ts'

type Interaction = Awaited<ReturnType<Provider['interactionDetails']>>

interface Exchange {
  provider: Provider
  request: IncomingMessage
  response: ServerResponse
  interaction: Interaction
}

/** Answers the pages that people see at the provider. False: the address is none of them. */
export async function answerSignIn(
  provider: Provider,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<boolean> {
  const { pathname } = new URL(request.url ?? '/', 'http://practice')
  if (pathname === '/sign-in.css') {
    sendStyle(response)
    return true
  }
  const [, root, uid, step] = pathname.split('/')
  if (root !== 'sign-in' || !uid) return false
  const interaction = await provider.interactionDetails(request, response).catch(() => undefined)
  if (interaction?.uid !== uid) {
    sendPage(
      response,
      400,
      errorPage(CLOUD, 'session_not_found', 'This sign-in is over, or it began in another browser.'),
    )
    return true
  }
  await answerStep({ provider, request, response, interaction }, step)
  return true
}

async function answerStep(exchange: Exchange, step: string | undefined): Promise<void> {
  const { provider, request, response, interaction } = exchange
  if (request.method === 'GET' && step === undefined) return showPrompt(exchange)
  if (request.method !== 'POST')
    return sendPage(response, 404, errorPage(CLOUD, 'not_found', 'There is no such page here.'))
  if (step === 'login') return signIn(exchange)
  if (step === 'allow' && interaction.prompt.name === 'consent') {
    const consent = { grantId: await grantAll(exchange) }
    return provider.interactionFinished(request, response, { consent }, { mergeWithLastSubmission: true })
  }
  if (step === 'cancel') {
    const denied = { error: 'access_denied', error_description: 'Cancel was pressed.' }
    return provider.interactionFinished(request, response, denied, { mergeWithLastSubmission: false })
  }
  sendPage(response, 404, errorPage(CLOUD, 'not_found', 'There is no such page here.'))
}

async function showPrompt({ provider, response, interaction }: Exchange): Promise<void> {
  const client = await clientName(provider, interaction)
  const account = findAccount(interaction.session?.accountId ?? '')
  if (interaction.prompt.name !== 'consent' || !account) {
    return sendPage(response, 200, loginPage({ site: CLOUD, steps: stepsOf(interaction), client }))
  }
  const scopes = String(interaction.params['scope'] ?? '').split(' ')
  sendPage(
    response,
    200,
    consentPage({ site: CLOUD, steps: stepsOf(interaction), client, account, scopes: scopes.filter(Boolean) }),
  )
}

async function signIn({ provider, request, response, interaction }: Exchange): Promise<void> {
  const form = await readForm(request)
  const user = (form.get('user') ?? '').trim()
  const account = findAccount(user)
  if (!account || form.get('password') !== PASSWORD) {
    const client = await clientName(provider, interaction)
    const problem = 'User or password is not right. Both stand below.'
    return sendPage(response, 401, loginPage({ site: CLOUD, steps: stepsOf(interaction), client, problem, user }))
  }
  await provider.interactionFinished(request, response, { login: { accountId: account.id } })
}

/** Every sign-in gets a grant of its own, so that revoking one login leaves the others alone. */
async function grantAll({ provider, interaction }: Exchange): Promise<string> {
  const grant = new provider.Grant({
    clientId: String(interaction.params['client_id']),
    accountId: interaction.session?.accountId,
  })
  grant.addOIDCScope(String(interaction.params['scope'] ?? ''))
  return grant.save()
}

function stepsOf({ uid }: Interaction): string {
  return `/sign-in/${encodeURIComponent(uid)}`
}

async function clientName(provider: Provider, interaction: Interaction): Promise<string> {
  const client = await provider.Client.find(String(interaction.params['client_id']))
  return client?.clientName ?? 'An application'
}
