const { askUser } = require('../../../../common/lib/v1/ask-user')

function headersOf({ user, password }) {
  return { authorization: `Basic ${Buffer.from(`${user}:${password}`).toString('base64')}` }
}

module.exports = {
  connect(input, output) {
    output(null, { handle: { url: input.url, headers: headersOf(input), requests: input.requests ?? {} } })
  },

  async validate(input, options, output) {
    const headers = headersOf(input)
    output(await askUser({ url: input.url, headers, signal: options.signal, field: 'password' }), true)
  },
}
