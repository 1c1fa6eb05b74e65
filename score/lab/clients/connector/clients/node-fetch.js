import http from 'node:http'
import https from 'node:https'
import fetch from 'node-fetch'

export default {
  open({ ca, limit }) {
    const agents = { 'http:': new http.Agent({ keepAlive: true }), 'https:': new https.Agent({ keepAlive: true, ca }) }
    return {
      async ask(url) {
        const signal = AbortSignal.timeout(limit)
        return (await fetch(url, { agent: ({ protocol }) => agents[protocol], signal })).text()
      },
      close: () => Object.values(agents).map(agent => agent.destroy()),
    }
  },
}
