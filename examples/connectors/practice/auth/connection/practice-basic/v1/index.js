const { askWho } = require('../../../../common/lib/v1/ask-who')

module.exports = {
  connect(input, output) {
    output(null, { handle: { url: input.url, username: input.username, password: input.password } })
  },

  async validate(input, options, output) {
    const pair = Buffer.from(`${input.username}:${input.password}`).toString('base64')
    const headers = { authorization: `Basic ${pair}` }
    const refusal = await askWho({ url: input.url, headers, signal: options.signal, field: 'password' })
    output(refusal, true)
  },
}
