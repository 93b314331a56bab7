import { fastClock, replaceClock } from '../support/clocks';

export { fuzz } from './fuzz';
export { fuzzWebhooks } from './webhooks';

// Waits are no part of what is tested: they are over as soon as nothing else is left to do.
replaceClock(fastClock);
