/** Asks ThingWorx whose session this is. Gives null when it knows us, else an error for the person at the form. */
async function askUser({ url, headers, signal, field }) {
  const address = `${url.replace(/\/+$/, '')}/Resources/CurrentSessionInfo/Services/GetCurrentUser`
  const answer = await fetch(address, {
    method: 'POST',
    headers: {
      ...headers,
      accept: 'application/json',
      'content-type': 'application/json',
      'x-thingworx-session': 'false',
    },
    body: '{}',
    signal,
    redirect: 'manual',
  })
  if (answer.status === 401 || answer.status === 403) {
    const message = `ThingWorx answered ${answer.status}. Check ${field === 'app_key' ? 'the app key' : 'user name and password'}.`
    return Object.assign(new Error(message), { field })
  }
  if (!answer.ok) {
    const message = `ThingWorx answered ${answer.status}. Check the URL.`
    return Object.assign(new Error(message), { field: 'url', hint: 'It ends with /Thingworx.' })
  }
  return null
}

module.exports = { askUser }
