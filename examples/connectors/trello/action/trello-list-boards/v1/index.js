module.exports = {
  async execute(input, output) {
    const { key, access_token: token } = input.login
    const query = new URLSearchParams({ fields: 'name,url' })
    const answer = await fetch(`https://api.trello.com/1/members/me/boards?${query}`, {
      headers: { authorization: `OAuth oauth_consumer_key="${key}", oauth_token="${token}"` },
    })
    if (!answer.ok) return output(`Trello answered ${answer.status}.`)
    output(null, { items: await answer.json() })
  },
}
