const { addressOf } = require('../../../common/lib/v1/ask-who')

const PRACTICE_API = 'http://127.0.0.1:4701'

/** Address, headers and query for whichever of the three was picked. */
function pick({ connection, key, access_token: token }) {
  if (connection) {
    const pair = Buffer.from(`${connection.username}:${connection.password}`).toString('base64')
    return { url: connection.url, headers: { authorization: `Basic ${pair}` } }
  }
  return key ?? { url: PRACTICE_API, headers: { authorization: `Bearer ${token}` } }
}

module.exports = {
  async execute(input, output) {
    const { url, headers, query } = pick(input)
    const answer = await fetch(addressOf(url, 'parts', query), { headers })
    const { items, error } = await answer.json()
    output(answer.ok ? null : error, { items })
  },
}
