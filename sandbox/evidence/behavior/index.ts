import type { Behavior } from '../evidence';
import { catalogs } from './catalogs';
import { everywhere } from './everywhere';
import { messaging } from './messaging';
import { people } from './people';
import { tracking } from './tracking';

/** What the sandbox does beyond the form of requests and answers. */
export const BEHAVIOR: Behavior[] = [...people, ...tracking, ...catalogs, ...messaging, ...everywhere];
