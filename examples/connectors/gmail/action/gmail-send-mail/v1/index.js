/** One header line: no line break may begin another header. */
const headerLine = (name, value) => `${name}: ${value.replace(/[\r\n]+/g, ' ')}`

module.exports = {
  async execute(input, output) {
    const subject = `=?utf-8?B?${Buffer.from(input.subject).toString('base64')}?=`
    const lines = [
      headerLine('To', input.to),
      headerLine('Subject', subject),
      'Content-Type: text/plain; charset=utf-8',
      'Content-Transfer-Encoding: base64',
      '',
      Buffer.from(input.text).toString('base64'),
    ]
    const answer = await fetch('https://gmail.googleapis.com/gmail/v1/users/me/messages/send', {
      method: 'POST',
      headers: { authorization: `Bearer ${input.access_token}`, 'content-type': 'application/json' },
      body: JSON.stringify({ raw: Buffer.from(lines.join('\r\n')).toString('base64url') }),
    })
    if (!answer.ok) return output(`Gmail answered ${answer.status}.`)
    output(null, { id: (await answer.json()).id })
  },
}
