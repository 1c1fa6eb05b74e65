/** The editor's page: an action with a picker for its connection, and a button that runs it. */
export function editorPage(flowUrl: string, user: string): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Workflow editor</title><link rel="icon" href="data:,">
<style>body { font: 1rem/1.5 system-ui; max-width: 40rem; margin: 2rem auto } fieldset { display: grid; gap: .75rem }</style>
</head><body>
<h1>Workflow editor</h1><p>Signed in as <b>${escapeHtml(user)}</b></p>
<fieldset><legend>Copy a part</legend>
  <label>Connection <input id="connection" readonly></label>
  <button id="choose">Choose connection</button>
  <button id="run">Run</button>
  <output></output>
</fieldset>
<script src="${escapeHtml(flowUrl)}/embed.js"></script>
<script>
const field = document.getElementById('connection')
const show = text => { document.querySelector('output').textContent = text }
const post = async (path, body = {}) => {
  const answer = await fetch(path, { method: 'POST', body: JSON.stringify(body) })
  return { ok: answer.ok, body: await answer.json() }
}
document.getElementById('choose').onclick = async () => {
  show('')
  const done = await FlowConnect.connect({ start: async () => (await post('/connect')).body, look: { accent: '#0b7a5a' } })
  if (!done) return show('Closed')
  const { ok, body } = await post('/claim', done)
  if (!ok) return show('Not connected: ' + body.code)
  field.dataset.id = body.account.id
  field.value = body.account.label
  show('Connected')
}
document.getElementById('run').onclick = async () => {
  const { body } = await post('/run', { id: field.dataset.id })
  show(body.ran ? 'Ran with ' + body.kind : 'Did not run: ' + body.code)
}
</script></body></html>
`
}

function escapeHtml(text: string): string {
  const names: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
  return text.replace(/[&<>"']/g, letter => names[letter] ?? letter)
}
