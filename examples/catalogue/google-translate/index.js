const { Connector } = require('ptc-flow-sdk')

module.exports = new Connector(__dirname)
