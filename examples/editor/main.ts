import { startEditor } from './start-editor.ts'

const { FLOW_URL: flowUrl = 'http://localhost:4600', FLOW_KEY: key, PORT = '4700' } = process.env
if (key === undefined) throw new Error('Set FLOW_KEY to an API key, see README.md.')
const { url } = await startEditor({ flowUrl, key, port: Number(PORT) })
process.stdout.write(`The editor is at ${url}\n`)
