module.exports = {
  testInput: {
    url: 'http://127.0.0.1:4701',
    username: 'practice',
    password: 'let-me-in',
    app_key: 'practice-app-key',
    sending: {
      place: 'header',
      header_name: 'X-App-Key',
    },
  },
  testOutput: {},
}
