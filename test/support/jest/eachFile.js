// @ts-check
'use strict';

// Before anything loads n8n's engine.
require('../quiet');

// Modules that all test files share know no file of their own whose `jest` they could use.
Object.assign(globalThis, { jest });

// What a process of n8n remembers between executions, no test file leaves to the next.
require('../../../nodes/Braze/scheduleKeys/rememberedGate').looks.clear();
require('../../../nodes/BrazeTrigger/recentEvents').forgetRecentEvents();

// What a test file replaced in a shared module, the next finds as it was.
afterAll(() => jest.restoreAllMocks());
