// @ts-check
'use strict';
const sourceMaps = require('source-map-support');
const v8 = require('v8');
const vm = require('vm');
const { TestEnvironment } = require('jest-environment-node');
const { ModernFakeTimers } = require('@jest/fake-timers');
const { compiledModule, loadTypeScript } = require('./projectModules');

/** The contexts of test files, whose code runs in the realm of the process. */
const shared = new WeakSet();

// Jest compiles each module for the context of its environment. Without one, Node compiles for the process itself.
const compileFunction = vm.compileFunction;
vm.compileFunction = (code, parameters, options = {}) => {
	const { parsingContext, ...rest } = options;
	return compileFunction(code, parameters, parsingContext && shared.has(parsingContext) ? rest : options);
};

loadTypeScript();

const mapStack = stackMapper();

/** What the process had before Jest wrapped it for each test file. */
const { exit } = process;

// Jest gives a worker half a second to end, and Node takes long to take a large heap down. Nothing is left to do by then.
if (process.send) process.once('beforeExit', () => process.kill(process.pid, 'SIGKILL'));

v8.setFlagsFromString('--expose-gc');
const collectGarbage = vm.runInNewContext('gc');

/**
 * Runs test files in the realm of the process instead of one of their own, so that what they import can be loaded once for all (`loadOnce.js`),
 * and an error that n8n throws is an `Error` here too. Each file starts with the globals as they were before the first one.
 */
class OneRealm extends TestEnvironment {
	/** @param {ConstructorParameters<typeof TestEnvironment>[0]} config @param {ConstructorParameters<typeof TestEnvironment>[1]} context */
	constructor(config, context) {
		super(config, context);
		if (this.context) shared.add(this.context);
		this.global = /** @type {typeof this.global} */ (globalThis);
		this.fakeTimersModern = new ModernFakeTimers({ config: config.projectConfig, global: globalThis });
		/** @type {Record<PropertyKey, PropertyDescriptor>} */
		this.before = Object.getOwnPropertyDescriptors(globalThis);
		Object.assign(globalThis, { requireOnce: require });
	}

	async setup() {
		await super.setup();
		sourceMaps.install({ retrieveSourceMap });
		Error.prepareStackTrace = mapStack;
		// Jest's 100 make each error that n8n throws expensive.
		Error.stackTraceLimit = 20;
	}

	async teardown() {
		await super.teardown();
		process.exit = exit;
		for (const key of Reflect.ownKeys(globalThis)) {
			const before = this.before[key];
			if (before) Object.defineProperty(globalThis, key, before);
			else Reflect.deleteProperty(globalThis, key); // Jest locks some, which stay.
		}
		// Uncollected, a worker grows from 240 MB to over a gigabyte.
		collectGarbage();
	}
}

/** What makes stack traces name the lines of the TypeScript. */
function stackMapper() {
	sourceMaps.install({ environment: 'node', handleUncaughtExceptions: false });
	return Error.prepareStackTrace;
}

/** @param {string} url */
function retrieveSourceMap(url) {
	const map = compiledModule(url)?.map;
	return map ? { url, map } : null;
}

module.exports = OneRealm;
