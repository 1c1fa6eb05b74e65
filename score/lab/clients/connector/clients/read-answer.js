import { Buffer } from 'node:buffer'

export async function readAnswer(stream) {
  const parts = []
  for await (const part of stream) parts.push(part)
  return Buffer.concat(parts).toString()
}
