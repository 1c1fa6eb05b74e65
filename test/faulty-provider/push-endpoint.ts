import type { ServerResponse } from 'node:http'
import { checkClient } from './check-client.ts'
import type { FaultyServer } from './faulty-server.ts'
import type { Asked } from './read-asked.ts'
import { sendJson, writeRefusal } from './write-answer.ts'

/** Takes the parameters of the login page ahead of the browser (RFC 9126 §2). */
export function answerPush(server: FaultyServer, asked: Asked, response: ServerResponse): void {
  const wrong = checkClient(server, asked, asked.body)
  if (wrong) {
    writeRefusal(server, response, wrong)
    return
  }
  const uri = `urn:ietf:params:oauth:request_uri:${server.memory.newWord('pushed')}`
  server.memory.pushed.set(uri, new URLSearchParams(asked.body))
  sendJson(response, 201, { request_uri: uri, expires_in: 60 })
}
