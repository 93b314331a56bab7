// @ts-check
import { core } from './suites/core.mjs';
import { oldest } from './support/versions.mjs';

await core(oldest);
