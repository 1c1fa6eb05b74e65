/** Windchill REST Services give a CSRF token to everyone they know: the smallest request that proves a sign-in. */
async function readToken(url, headers, signal) {
  const address = `${url.replace(/\/+$/, '')}/servlet/odata/PTC/GetCSRFToken()`
  const accept = { accept: 'application/json' }
  const answer = await fetch(address, { headers: { ...accept, ...headers }, signal, redirect: 'manual' })
  if (answer.status === 401 || answer.status === 403) {
    const message = `Windchill answered ${answer.status}. Check user name and password.`
    return { refusal: Object.assign(new Error(message), { field: 'password' }) }
  }
  const isJson = (answer.headers.get('content-type') ?? '').includes('json')
  if (!answer.ok || !isJson) {
    const message = `Windchill answered ${answer.status}, but not as its REST services do. Check the URL.`
    const hint = 'It ends with the application, for example /Windchill.'
    return { refusal: Object.assign(new Error(message), { field: 'url', hint }) }
  }
  const { NonceKey: name, NonceValue: value } = await answer.json()
  return { refusal: null, header: { [name]: value } }
}

module.exports = { readToken }
