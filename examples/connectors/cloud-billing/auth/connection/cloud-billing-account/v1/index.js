const { headersOf, readSubscription } = require('../../../../common/lib/v1/read-subscription')

module.exports = {
  connect(input, output) {
    const { account_url, subscription_id } = input
    output(null, { handle: { account_url, subscription_id, headers: headersOf(input) } })
  },

  async validate(input, options, output) {
    const answer = await readSubscription({ ...input, headers: headersOf(input) }, options.signal)
    if (answer.ok) return output(null, true)
    if (answer.status === 404) {
      const error = new Error('Cloud Billing does not know this subscription. Check the Subscription ID.')
      return output(Object.assign(error, { field: 'subscription_id' }))
    }
    const isRefused = answer.status === 401 || answer.status === 403
    const check = isRefused ? 'Check email and API token.' : 'Check the Account URL.'
    const error = new Error(`Cloud Billing answered ${answer.status}. ${check}`)
    output(Object.assign(error, { field: isRefused ? 'api_token' : 'account_url' }))
  },
}
