/** All nodes and credentials of the package: they are bundled into one file, since they share most of their code. */
export { Braze } from './Braze/Braze.node';
export { BrazePollingTrigger } from './BrazePollingTrigger/BrazePollingTrigger.node';
export { BrazeTrigger } from './BrazeTrigger/BrazeTrigger.node';
export { BrazeApi } from '../credentials/BrazeApi.credentials';
export { BrazeWebhookApi } from '../credentials/BrazeWebhookApi.credentials';
