/** Address and headers for whichever of the two was picked. */
function pick({ connection, access_token: token, $auth }) {
  if (!connection) return { url: $auth.access_token.params.resource_url, authorization: `Bearer ${token}` }
  const pair = Buffer.from(`${connection.user}:${connection.password}`).toString('base64')
  return { url: connection.url, authorization: `Basic ${pair}` }
}

module.exports = {
  async execute(input, output) {
    const { url, authorization } = pick(input)
    const number = input.number.replaceAll("'", "''")
    const query = new URLSearchParams({ $filter: `Number eq '${number}'`, $top: '1' })
    const address = `${url.replace(/\/+$/, '')}/servlet/odata/ProdMgmt/Parts?${query}`
    const answer = await fetch(address, { headers: { authorization, accept: 'application/json' } })
    if (!answer.ok) return output(`Windchill answered ${answer.status}.`)
    const [part] = (await answer.json()).value
    output(part ? null : `There is no part ${input.number}.`, { part })
  },
}
