function headersOf({ email, api_token: token }) {
  return { authorization: `Bearer ${token}`, 'x-account-email': email, accept: 'application/json' }
}

/** The one request that needs all four values of the form. */
function readSubscription({ account_url: url, subscription_id: id, headers }, signal) {
  const address = `${url.replace(/\/+$/, '')}/api/v1/subscriptions/${encodeURIComponent(id)}`
  return fetch(address, { headers, signal, redirect: 'manual' })
}

module.exports = { headersOf, readSubscription }
