import { parseArgs } from 'node:util'
import { followParent } from './follow-parent.ts'
import { startPractice } from './start-practice.ts'

const USAGE = `Starts the practice services: an identity provider to sign in at, and an API to call.

  --redirect-uri <address>  where people are sent back to; may be given several times
                            [http://localhost:4600/oauth/return/practice-cloud/practice]
  --provider-port <port>    port of the provider; taken: the next free one [4700]
  --target-port <port>      port of the API; taken: the next free one [4701]
  --data <folder>           keeps the client, the keys and the grants [.flow/practice]
  --load-file <path>        writes an OAuth load file for this provider
  --with-parent             ends when the process that started it ends
  --help                    shows this text
`

const { values } = parseArgs({
  options: {
    'redirect-uri': {
      type: 'string',
      multiple: true,
      default: ['http://localhost:4600/oauth/return/practice-cloud/practice'],
    },
    'provider-port': { type: 'string', default: '4700' },
    'target-port': { type: 'string', default: '4701' },
    data: { type: 'string', default: '.flow/practice' },
    'load-file': { type: 'string' },
    'with-parent': { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
})

if (values.help) {
  process.stdout.write(USAGE)
} else {
  const practice = await startPractice({
    dataDir: values.data,
    redirectUris: values['redirect-uri'],
    providerPort: Number(values['provider-port']),
    targetPort: Number(values['target-port']),
    ...(values['load-file'] === undefined ? {} : { loadFile: values['load-file'] }),
  })
  const end = () => void practice.close().then(() => process.exit(0))
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, end)
  if (values['with-parent']) followParent(end)
  const { providerUrl, targetUrl } = practice
  if (process.send) process.send({ ready: { providerUrl, targetUrl } })
  else console.log(`The practice provider is at ${providerUrl}, the practice API at ${targetUrl}.`)
}
