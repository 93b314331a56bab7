// @ts-check
'use strict';
const vm = require('vm');
const { TestEnvironment } = require('jest-environment-node');
const { ModernFakeTimers } = require('@jest/fake-timers');

/** The contexts of test files, whose code runs in the realm of the process. */
const shared = new WeakSet();

// Jest compiles each module for the context of its environment. Without one, Node compiles for the process itself.
const compileFunction = vm.compileFunction;
vm.compileFunction = (code, parameters, options = {}) => {
	const { parsingContext, ...rest } = options;
	return compileFunction(code, parameters, parsingContext && shared.has(parsingContext) ? rest : options);
};

/**
 * Runs test files in the realm of the process instead of one of their own, so that installed packages can be loaded once for all
 * (`loadOnce.js`), and an error that n8n throws is an `Error` here too. Each file has its own registry of the project's modules, and starts
 * with the globals as they were before the first one.
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

	async teardown() {
		await super.teardown();
		for (const key of Reflect.ownKeys(globalThis)) {
			const before = this.before[key];
			if (before) Object.defineProperty(globalThis, key, before);
			else Reflect.deleteProperty(globalThis, key); // Jest locks some, which stay.
		}
	}
}

module.exports = OneRealm;
