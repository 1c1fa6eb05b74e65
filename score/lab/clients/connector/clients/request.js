import request from 'request'

export default {
  open({ ca, limit }) {
    const client = request.defaults({ ca, timeout: limit, forever: true })
    return {
      ask: url =>
        new Promise((resolve, reject) => {
          client.get(url, (error, _answer, body) => (error ? reject(error) : resolve(body)))
        }),
    }
  },
}
