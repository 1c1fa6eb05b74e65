const { getLogger } = require('ptc-flow-sdk')

const log = getLogger('practice')

/** Puts a path behind an address that may or may not end with a slash. */
function addressOf(url, path, query = {}) {
  const address = new URL(path, url.endsWith('/') ? url : `${url}/`)
  for (const [name, value] of Object.entries(query)) address.searchParams.set(name, value)
  return address
}

/** Asks the practice API who we are. Gives null when it knows us, else an error for the person at the form. */
async function askWho({ url, headers, query, signal, field }) {
  const answer = await fetch(addressOf(url, 'whoami', query), { headers, signal, redirect: 'manual' })
  log.info(`GET whoami answered ${answer.status}`)
  if (answer.status === 401) {
    const message = 'Practice answered 401. Check what you typed.'
    return Object.assign(new Error(message), { field, hint: 'The README names the practice user and key.' })
  }
  if (!answer.ok) {
    const message = `Practice answered ${answer.status}. Check the Server URL.`
    return Object.assign(new Error(message), { field: 'url' })
  }
  const { user } = await answer.json()
  return user ? null : Object.assign(new Error('This is no practice server. Check the Server URL.'), { field: 'url' })
}

module.exports = { addressOf, askWho }
