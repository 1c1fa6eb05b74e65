import http from 'node:http'
import https from 'node:https'
import got from 'got'

export default {
  open({ ca, limit }) {
    const agent = { http: new http.Agent({ keepAlive: true }), https: new https.Agent({ keepAlive: true, ca }) }
    const client = got.extend({ agent, timeout: { request: limit }, retry: { limit: 0 } })
    return {
      ask: url => client(url).text(),
      close: () => Object.values(agent).map(one => one.destroy()),
    }
  },
}
