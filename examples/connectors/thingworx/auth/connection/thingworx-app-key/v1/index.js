const { askUser } = require('../../../../common/lib/v1/ask-user')

module.exports = {
  connect(input, output) {
    output(null, { handle: { url: input.url, headers: { appKey: input.app_key } } })
  },

  async validate(input, options, output) {
    const headers = { appKey: input.app_key }
    output(await askUser({ url: input.url, headers, signal: options.signal, field: 'app_key' }), true)
  },
}
