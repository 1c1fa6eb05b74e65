module.exports = require('../../../../common/lib/v1/keep-values')
