module.exports = {
  testInput: {
    url: 'http://localhost:8080/Thingworx',
    app_key: '',
    user: 'Administrator',
    password: '',
    requests: {
      parallel: 5,
      timeout: 20,
    },
  },
  testOutput: {},
}
