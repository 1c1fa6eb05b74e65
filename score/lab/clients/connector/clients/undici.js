import { Agent, interceptors, request } from 'undici'

export default {
  open({ ca, limit }) {
    const agent = new Agent({ connect: { ca }, headersTimeout: limit })
    const dispatcher = agent.compose(interceptors.redirect({ maxRedirections: 3 }))
    return {
      ask: async url => (await request(url, { dispatcher })).body.text(),
      close: () => agent.destroy(),
    }
  },
}
