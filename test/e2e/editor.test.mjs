// @ts-check
/** The current n8n as a person sees it, in a browser. Beside current.test.mjs, with an n8n of its own. */
import { after } from 'node:test';
import { editor } from './suites/editor.mjs';
import { mistakes } from './suites/mistakes.mjs';
import { mode } from './suites/mode.mjs';
import { options } from './suites/options.mjs';
import { people } from './suites/people.mjs';
import { pictures } from './suites/pictures.mjs';
import { triggerSetup } from './suites/triggerSetup.mjs';
import { openSession } from './support/browser.mjs';
import { closeHost, openHost } from './support/host.mjs';
import { current } from './support/versions.mjs';

const host = await openHost({ ...current, name: 'e2e-editor' });
after(closeHost);
const session = await openSession(host);

editor(host, session);
people(host, session);
mode(host, session);
mistakes(host, session);
options(host, session);
triggerSetup(host, session);

/** Renews the pictures in docs/images, which takes a minute more. */
if (process.env.UPDATE_SCREENSHOTS === '1') pictures(host, session);
