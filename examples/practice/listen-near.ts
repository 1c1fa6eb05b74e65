import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'

const HOST = '127.0.0.1'

/** Listens on loopback at `port`, or at the next free one of the 20 after it. Gives the address. */
export async function listenNear(server: Server, port: number): Promise<string> {
  for (let next = port; ; next++) {
    try {
      await listen(server, next)
      return `http://${HOST}:${(server.address() as AddressInfo).port}`
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE' || next >= port + 20) throw error
    }
  }
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, HOST, () => {
      server.off('error', reject)
      resolve()
    })
  })
}
