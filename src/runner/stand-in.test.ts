import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { afterEach, expect, it } from 'vitest'
import { standIn } from './stand-in.ts'

const opened: { destroy(): unknown }[] = []
afterEach(() => {
  for (const one of opened.splice(0)) one.destroy()
})

/** A server that hears, says nothing, and never hangs up. */
async function connectToMute(): Promise<{ socket: Socket; heard: () => string }> {
  let heard = ''
  const server = createServer({ allowHalfOpen: true }, far => {
    opened.push(far.on('error', () => undefined))
    far.on('data', bytes => {
      heard += bytes
    })
  }).listen(0, '127.0.0.1')
  opened.push({ destroy: () => server.close() })
  await once(server, 'listening')
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1')
  opened.push(socket)
  await once(socket, 'connect')
  return { socket, heard: () => heard }
}

it('closes the connection when the process that had it is gone, though the other side says nothing', async () => {
  const { socket, heard } = await connectToMute()
  const gone = new AbortController()
  const theirs = await standIn(socket, gone.signal)
  const closed = once(socket, 'close')
  theirs.end('word of parting')
  gone.abort()
  await closed
  expect(theirs.destroyed).toBe(true)
  await expect.poll(heard).toBe('word of parting')
})

it('closes it also when nobody ever said a word', async () => {
  const { socket } = await connectToMute()
  const closed = once(socket, 'close')
  await standIn(socket, AbortSignal.abort())
  await closed
})
