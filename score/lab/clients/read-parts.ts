import type { Socket } from 'node:net'

/** Cuts what arrives into messages. `sizeOf` gives the bytes of the first one; undefined until that can be told. */
export function readParts(
  socket: Socket,
  sizeOf: (bytes: Buffer) => number | undefined,
  onPart: (part: Buffer) => void,
): void {
  let rest = Buffer.alloc(0)
  socket.on('data', (bytes: Buffer) => {
    rest = Buffer.concat([rest, bytes])
    for (let size = sizeOf(rest); size !== undefined && size <= rest.length; size = sizeOf(rest)) {
      const part = rest.subarray(0, size)
      rest = rest.subarray(size)
      onPart(part)
    }
  })
}
