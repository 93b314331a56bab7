const { BrazeApi } = require('./dist/credentials/BrazeApi.credentials.js');
const { Braze } = require('./dist/nodes/Braze/Braze.node.js');

module.exports = { Braze, BrazeApi };
