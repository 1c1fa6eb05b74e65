module.exports = {
  async execute(input, output) {
    const { url, headers } = input.key ?? input.connection
    const path = ['Things', input.thing, 'Properties', input.property].map(encodeURIComponent).join('/')
    const address = `${url.replace(/\/+$/, '')}/${path}`
    const answer = await fetch(address, { headers: { ...headers, accept: 'application/json' } })
    if (!answer.ok) return output(`ThingWorx answered ${answer.status}.`)
    const [row] = (await answer.json()).rows
    output(null, { value: row?.[input.property] })
  },
}
