const { readToken } = require('../../../../common/lib/v1/read-token')

module.exports = {
  connect(input, output) {
    output(null, { handle: { url: input.url, user: input.user, password: input.password } })
  },

  async validate(input, options, output) {
    const pair = Buffer.from(`${input.user}:${input.password}`).toString('base64')
    const { refusal } = await readToken(input.url, { authorization: `Basic ${pair}` }, options.signal)
    output(refusal, true)
  },
}
