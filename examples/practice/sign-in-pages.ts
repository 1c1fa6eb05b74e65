import { ACCOUNTS, PASSWORD, type PracticeAccount } from './accounts.ts'

/** What each scope lets an application do, in the words of the person who is asked. */
const SCOPE_WORDS: Record<string, string> = {
  openid: 'Know who you are',
  profile: 'See your name',
  offline_access: 'Stay signed in while you are away',
  'parts.read': 'Read the list of parts',
  'parts.write': 'Change the list of parts',
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, letter => `&#${letter.charCodeAt(0)};`)
}

/** A service with sign-in pages of its own. */
export interface Site {
  name: string
  letters: string
}

export const CLOUD: Site = { name: 'Practice Cloud', letters: 'PC' }
export const CLASSIC: Site = { name: 'Practice Classic', letters: '1.0' }

function page(site: Site, title: string, body: string): string {
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)} – ${site.name}</title>
<link rel="stylesheet" href="/sign-in.css">
<main>
<p class="brand"><span aria-hidden="true">${site.letters}</span> ${site.name}</p>
<h1>${escapeHtml(title)}</h1>
${body}
</main>
</html>
`
}

interface LoginPage {
  site: Site
  /** Where the forms of this one sign-in go: a path, before `/login`, `/allow` and `/cancel`. */
  steps: string
  client: string
  /** Said in an alert above the form, after a try that failed. */
  problem?: string
  user?: string
}

export function loginPage({ site, steps, client, problem, user = '' }: LoginPage): string {
  const alert = problem ? `<p class="alert" role="alert">${escapeHtml(problem)}</p>` : ''
  const people = ACCOUNTS.map(({ id, role }) => `<li><code>${id}</code> ${role}</li>`).join('\n')
  return page(
    site,
    'Sign in',
    `<p>${escapeHtml(client)} asks you to sign in.</p>
${alert}
<form method="post" action="${escapeHtml(steps)}/login">
<label for="user">User</label>
<input id="user" name="user" value="${escapeHtml(user)}" autocomplete="username" autocapitalize="none" spellcheck="false" required autofocus>
<label for="password">Password</label>
<input id="password" name="password" type="password" autocomplete="current-password" required>
<div class="buttons">
<button class="main">Sign in</button>
<button form="cancel">Cancel</button>
</div>
</form>
${cancelForm(steps)}
<section aria-labelledby="people">
<h2 id="people">People of this practice service</h2>
<ul>${people}</ul>
<p>The password of everybody is <code>${PASSWORD}</code>.</p>
</section>`,
  )
}

interface ConsentPage {
  site: Site
  steps: string
  client: string
  account: PracticeAccount
  scopes: string[]
}

export function consentPage({ site, steps, client, account, scopes }: ConsentPage): string {
  const lines = scopes.map(
    scope => `<li>${escapeHtml(SCOPE_WORDS[scope] ?? scope)} <code>${escapeHtml(scope)}</code></li>`,
  )
  return page(
    site,
    'Allow access',
    `<p>You are signed in as <strong>${escapeHtml(account.name)}</strong> (${escapeHtml(account.id)}).</p>
<p>${escapeHtml(client)} wants to:</p>
<ul>${lines.join('\n')}</ul>
<form method="post" action="${escapeHtml(steps)}/allow">
<div class="buttons">
<button class="main">Allow</button>
<button form="cancel">Cancel</button>
</div>
</form>
${cancelForm(steps)}`,
  )
}

/** For applications that nobody can be sent back to. */
export function codePage(site: Site, code: string): string {
  return page(
    site,
    'Your code',
    `<p>Type this code where you came from: <code id="verifier">${escapeHtml(code)}</code></p>`,
  )
}

function cancelForm(steps: string): string {
  return `<form id="cancel" method="post" action="${escapeHtml(steps)}/cancel"></form>`
}

export function errorPage(site: Site, code: string, description = ''): string {
  return page(
    site,
    'This sign-in cannot go on',
    `<p class="alert" role="alert">${escapeHtml(description || 'Something is missing in the request.')}</p>
<p>Close this window and start the sign-in again where you came from. <span class="code">Code: ${escapeHtml(code)}</span></p>`,
  )
}
