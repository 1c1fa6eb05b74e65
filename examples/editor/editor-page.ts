/** The editor's page: one action with a picker for a connection and one for a login, and what can be done with them. */
export function editorPage(flowUrl: string, user: string): string {
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>Workflow editor</title><link rel="icon" href="data:,">
<style>body { font: 1rem/1.5 system-ui; max-width: 40rem; margin: 2rem auto } fieldset { display: grid; gap: .75rem }</style>
</head><body>
<h1>Workflow editor</h1><p>Signed in as <b>${escapeHtml(user)}</b></p>
<fieldset><legend>Copy a part</legend>
  <label>Connection <input id="connection" readonly></label>
  <button data-choose="connection">Choose connection</button>
  <label>Login <input id="login" readonly></label>
  <button data-choose="login">Choose login</button>
  <button id="run">Run</button>
  <button id="switch">Switch connection</button>
  <button id="delete">Delete connection</button>
  <output></output>
</fieldset>
<script src="${escapeHtml(flowUrl)}/embed.js"></script>
<script>${SCRIPT}</script></body></html>
`
}

const SCRIPT = `
const field = id => document.getElementById(id)
const show = text => { document.querySelector('output').textContent = text }
const post = async (path, body = {}) => {
  const answer = await fetch(path, { method: 'POST', body: JSON.stringify(body) })
  return { ok: answer.ok, body: await answer.json() }
}
const start = async () => (await post('/connect')).body

/** The entry that the person picked or made; undefined when the window was closed. */
async function choose() {
  show('')
  const done = await FlowConnect.connect({ start, look: { accent: '#0b7a5a' } })
  if (!done) return void show('Closed')
  const { ok, body } = await post('/claim', done)
  return ok ? body.account : void show('Not connected: ' + body.code)
}
function put(id, account) {
  field(id).dataset.id = account.id
  field(id).value = account.label
}
for (const button of document.querySelectorAll('[data-choose]')) {
  button.onclick = async () => {
    const account = await choose()
    if (!account) return
    put(button.dataset.choose, account)
    const ids = ['connection', 'login'].map(id => field(id).dataset.id).filter(Boolean)
    const { ok, body } = await post('/uses', { ids })
    show(ok ? 'Connected' : 'Not registered: ' + body.code)
  }
}
field('run').onclick = async () => {
  const ids = ['connection', 'login'].map(id => field(id).dataset.id).filter(Boolean)
  const { ok, body } = await post('/run', { ids })
  show(ok ? 'Ran with ' + body.kinds.join(' and ') : 'Did not run: ' + body.code)
}
field('switch').onclick = async () => {
  const account = await choose()
  if (!account) return
  const { ok, body } = await post('/switch', { from: field('connection').dataset.id, to: account.id })
  show(ok ? 'Switched ' + body.switched + ' to ' + account.label : 'Not switched: ' + body.code)
  // What stands in the workflow stays the same: the engine is given the other one for it.
  field('connection').value = account.label
}
field('delete').onclick = async () => {
  const { ok, body } = await post('/delete', { id: field('connection').dataset.id })
  show(ok ? 'Deleted' : 'Not deleted: ' + body.code)
}
`

function escapeHtml(text: string): string {
  const names: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
  return text.replace(/[&<>"']/g, letter => names[letter] ?? letter)
}
