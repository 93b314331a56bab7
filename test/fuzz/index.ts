import { realClock } from '../../nodes/Braze/delivery/send/clock';
import { FakeClock } from '../support/delivery';

export { fuzz } from './fuzz';
export { fuzzWebhooks } from './webhooks';

// Waits are no part of what is tested: they are over as soon as nothing else is left to do.
const clock = new FakeClock(Date.now());
realClock.now = () => clock.now();
realClock.wait = async (ms, signal) => await clock.wait(ms, signal);
