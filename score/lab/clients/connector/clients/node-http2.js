import http2 from 'node:http2'
import { readAnswer } from './read-answer.js'

export default {
  cannot: ['redirect', 'redirect to a forbidden host'],
  open({ ca, limit }) {
    const sessions = new Map()
    const sessionOf = origin => {
      const known = sessions.get(origin) ?? http2.connect(origin, { ca })
      sessions.set(origin, known)
      return known
    }
    return {
      ask(url) {
        const { origin, pathname } = new URL(url)
        const session = sessionOf(origin)
        return new Promise((resolve, reject) => {
          session.on('error', reject)
          const stream = session.request({ ':path': pathname })
          stream.setTimeout(limit, () => stream.destroy(Object.assign(new Error('no answer'), { code: 'ETIMEDOUT' })))
          readAnswer(stream).then(resolve, reject)
        })
      },
      close: () => [...sessions.values()].map(session => session.destroy()),
    }
  },
}
