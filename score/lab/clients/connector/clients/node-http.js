import http from 'node:http'
import https from 'node:https'
import { readAnswer } from './read-answer.js'

export default {
  open({ ca, limit }) {
    const agents = {
      'http:': new http.Agent({ keepAlive: true, maxSockets: 1 }),
      'https:': new https.Agent({ keepAlive: true, maxSockets: 1, ca }),
    }
    const ask = url =>
      new Promise((resolve, reject) => {
        const { protocol } = new URL(url)
        const client = protocol === 'https:' ? https : http
        const request = client.get(url, { agent: agents[protocol], timeout: limit }, answer => {
          const { location } = answer.headers
          if (!location) return readAnswer(answer).then(resolve, reject)
          answer.resume()
          ask(new URL(location, url).href).then(resolve, reject)
        })
        request.on('timeout', () => request.destroy(Object.assign(new Error('no answer'), { code: 'ETIMEDOUT' })))
        request.on('error', reject)
      })
    return { ask, close: () => Object.values(agents).map(agent => agent.destroy()) }
  },
}
