export { fuzz } from './fuzz';
export { fuzzWebhooks } from './webhooks';
