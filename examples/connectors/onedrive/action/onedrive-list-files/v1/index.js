module.exports = {
  async execute(input, output) {
    const folder = (input.folder ?? '').split('/').filter(Boolean).map(encodeURIComponent).join('/')
    const place = folder === '' ? 'root/children' : `root:/${folder}:/children`
    const answer = await fetch(`https://graph.microsoft.com/v1.0/me/drive/${place}`, {
      headers: { authorization: `Bearer ${input.access_token}` },
    })
    if (!answer.ok) return output(`OneDrive answered ${answer.status}.`)
    output(null, { items: (await answer.json()).value })
  },
}
