import { describeDataKeys } from '#app/keys/describe-data-keys.ts'
import { rotateDataKeys } from '#app/keys/rotate-data-keys.ts'
import { rotateKek } from '#app/keys/rotate-kek.ts'
import { thisHost } from '#app/keys/this-node.ts'
import { openData } from '#app/open-data.ts'
import type { Config } from '#config/config.ts'
import { random } from './planted-data.ts'

/** Values a transaction, so that there is a moment between two. */
const BATCH = 10

/** One process of R-3, told by its arguments: it replaces a key and kills itself at the point that is named. */
const [point = '', json = ''] = process.argv.slice(2)
const config = JSON.parse(json) as Config
const dieAt = (name: string) => {
  if (name === point) process.kill(process.pid, 'SIGKILL')
}

if (point.startsWith('kek')) {
  await rotateKek(config, { onStep: step => dieAt(`kek ${step}`) })
  dieAt('kek replaced')
} else {
  await rotateWithServer()
}

/** A server that takes its time with each new key makes the rotation wait twice. */
async function rotateWithServer(): Promise<void> {
  const { store, owner } = await openData(config, random)
  const stored = [...(await store.sealed.count(owner.workspaceId)).values()].reduce((sum, count) => sum + count, 0)
  const name = `halted ${process.pid}`
  const { workspaceId } = owner
  const node = { name, workspaceId, host: thisHost(), pid: process.pid, version: config.version, dataKeys: '' }
  await store.nodes.insert(node)
  const waits = ['data announced', 'data active']
  await rotateDataKeys(config, {
    batch: BATCH,
    onWait: () => {
      dieAt(waits.shift() ?? '')
      void store.dataKeys.list().then(keys => store.nodes.report(name, describeDataKeys(keys)))
    },
    onMoved: moved => {
      if (moved > 0) dieAt('data moving')
      if (moved >= stored) dieAt('data moved')
    },
  })
}
