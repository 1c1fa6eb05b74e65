import { mkdtemp, rm } from 'node:fs/promises'
import { connect, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pipeline } from 'node:stream'
import { staleName } from './clear-stale.ts'

/** Of a folder that stands for about a millisecond; a server that is killed in it leaves it behind. */
export const PAIR_PREFIX = 'flow-pair-'

/** For words of parting to a server that does not read. */
const PARTING_MS = 1000

/**
 * A socket to hand over in place of `socket`: what one sends arrives at the other, until one of them is gone. At the
 * level `bubblewrap` a child gets no connection, because native code could take it apart and aim it elsewhere; one end
 * of a pair of unix sockets leads nowhere else. All ends are closed when `signal` fires: that the other process is gone
 * shows here as the end of one way only, and a server that says nothing would keep the other way open.
 */
export async function standIn(socket: Socket, signal?: AbortSignal): Promise<Socket> {
  const { ours, theirs } = await makePair().catch(error => {
    socket.destroy()
    throw error
  })
  const leave = () => closeAfterLastWords(socket, { ours, theirs })
  signal?.addEventListener('abort', leave, { once: true })
  socket.once('close', () => signal?.removeEventListener('abort', leave))
  if (signal?.aborted) leave()
  socket.allowHalfOpen = true
  // Both ways listen for its end, and whoever opened it, and who closes it.
  socket.setMaxListeners(20)
  joinEnds(socket, ours)
  return theirs
}

/** Node makes no pairs: one end listens in a folder that nobody else may enter, for the moment until the other is there. */
async function makePair(): Promise<{ ours: Socket; theirs: Socket }> {
  // Directly below /tmp, because the path of a unix socket may not be long.
  const folder = await mkdtemp(join(tmpdir(), staleName(PAIR_PREFIX)))
  const path = join(folder, 's')
  const server = createServer({ allowHalfOpen: true })
  try {
    return await new Promise((resolve, reject) => {
      server.once('error', reject)
      server.listen(path, () => {
        // Who gets it reads it, and nobody before. Of an end that a server accepted Node would keep a list.
        const theirs = connect({ path, allowHalfOpen: true }).pause()
        theirs.once('error', reject)
        const connected = new Promise(done => theirs.once('connect', done))
        server.once('connection', ours => void connected.then(() => resolve({ ours, theirs })))
      })
    })
  } finally {
    server.close()
    await rm(folder, { recursive: true, force: true })
  }
}

/** What the other process still said goes its way first: many protocols have a word of parting. */
function closeAfterLastWords(socket: Socket, { ours, theirs }: { ours: Socket; theirs: Socket }): void {
  const close = () => {
    for (const end of [socket, ours, theirs]) end.destroy()
  }
  const timer = setTimeout(close, PARTING_MS)
  socket.once('close', () => {
    clearTimeout(timer)
    close()
  })
  if (ours.readableEnded) socket.destroySoon()
  else ours.once('end', () => socket.destroySoon())
}

/** Each way ends by itself; trouble on one way ends both. */
function joinEnds(one: Socket, other: Socket): void {
  const settle = (error: unknown) => {
    if (!error) return
    one.destroy()
    other.destroy()
  }
  pipeline(one, other, settle)
  pipeline(other, one, settle)
}
