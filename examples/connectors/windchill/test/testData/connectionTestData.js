module.exports = {
  testInput: {
    url: 'https://plm.example.com/Windchill',
    user: 'wcadmin',
    password: '',
  },
  testOutput: {},
}
