const { readSubscription } = require('../../../common/lib/v1/read-subscription')

module.exports = {
  async execute(input, output) {
    const answer = await readSubscription(input.connection)
    if (!answer.ok) return output(`Cloud Billing answered ${answer.status}.`)
    output(null, { subscription: await answer.json() })
  },
}
