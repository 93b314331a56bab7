import { FakeClock } from './delivery';

/** In the place of the node's clock (`jest.mock`): waits are over as soon as nothing else is left to do. */
export const realClock = new FakeClock(Date.now());
