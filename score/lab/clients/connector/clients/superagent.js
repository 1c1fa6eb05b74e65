import http from 'node:http'
import superagent from 'superagent'

export default {
  open({ ca, limit }) {
    const agent = new http.Agent({ keepAlive: true })
    return {
      async ask(url) {
        const request = superagent.get(url).timeout(limit)
        const answer = await (ca ? request.ca(ca) : url.startsWith('http:') ? request.agent(agent) : request)
        return answer.text
      },
      close: () => agent.destroy(),
    }
  },
}
