module.exports = {
  testInput: {
    email: 'ana@example.com',
    subscription_id: 'A-S00012345',
    account_url: 'https://acme.billing.example.com',
    api_token: '',
  },
  testOutput: {},
}
