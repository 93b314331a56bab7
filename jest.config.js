module.exports = {
	// n8n's engine is loaded once for each worker, and not once for each of the test files.
	testEnvironment: '<rootDir>/test/support/jest/oneRealm.js',
	// Most of the time goes into the tests themselves, so no core is left out.
	maxWorkers: '100%',
	roots: ['<rootDir>/test'],
	// A busy machine is no failure, and a test that is cut off disturbs the next ones.
	testTimeout: 60_000,
	testMatch: ['<rootDir>/test/{unit,engine}/**/*.test.ts'],
	modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.build/', '<rootDir>/.local/'],
	transform: {
		'/node_modules/.+\\.[cm]?js$': '<rootDir>/test/support/jest/loadOnce.js',
		'^.+\\.ts$': ['ts-jest', { isolatedModules: true, diagnostics: false, tsconfig: 'tsconfig.all.json' }],
	},
	// Jest's own packages run as they are.
	transformIgnorePatterns: ['/node_modules/(@jest/|jest-|expect/)'],
};
