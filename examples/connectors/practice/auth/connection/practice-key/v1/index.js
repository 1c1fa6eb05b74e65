const { askWho } = require('../../../../common/lib/v1/ask-who')

/** Headers and query parameters that carry the key, as the form says. */
function carry(input) {
  const { place = 'header', header_name: header, query_name: parameter } = input.sending ?? {}
  if (place === 'query') return { headers: {}, query: { [parameter || 'appKey']: input.app_key } }
  return { headers: { [header || 'X-App-Key']: input.app_key }, query: {} }
}

module.exports = {
  connect(input, output) {
    output(null, { handle: { url: input.url, ...carry(input) } })
  },

  async validate(input, options, output) {
    const refusal = await askWho({ url: input.url, ...carry(input), signal: options.signal, field: 'app_key' })
    output(refusal, true)
  },
}
