import http from 'node:http'
import https from 'node:https'
import axios from 'axios'

export default {
  open({ ca, limit }) {
    const httpAgent = new http.Agent({ keepAlive: true })
    const httpsAgent = new https.Agent({ keepAlive: true, ca })
    const client = axios.create({ httpAgent, httpsAgent, timeout: limit, responseType: 'text' })
    return {
      ask: async url => (await client.get(url)).data,
      close: () => [httpAgent, httpsAgent].map(agent => agent.destroy()),
    }
  },
}
