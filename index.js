const { BrazeApi } = require('./dist/credentials/BrazeApi.credentials.js');
const { BrazeWebhookApi } = require('./dist/credentials/BrazeWebhookApi.credentials.js');
const { Braze } = require('./dist/nodes/Braze/Braze.node.js');
const { BrazePollingTrigger } = require('./dist/nodes/BrazePollingTrigger/BrazePollingTrigger.node.js');
const { BrazeTrigger } = require('./dist/nodes/BrazeTrigger/BrazeTrigger.node.js');

module.exports = { Braze, BrazeApi, BrazePollingTrigger, BrazeTrigger, BrazeWebhookApi };
