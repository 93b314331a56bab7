module.exports = {
	// What test files import is loaded once for each worker, and not once for each of them.
	testEnvironment: '<rootDir>/test/support/jest/oneRealm.js',
	setupFilesAfterEnv: ['<rootDir>/test/support/jest/eachFile.js'],
	// Most of the time goes into the tests themselves, so no core is left out.
	maxWorkers: '100%',
	roots: ['<rootDir>/test'],
	// A busy machine is no failure, and a test that is cut off disturbs the next ones.
	testTimeout: 60_000,
	testMatch: ['<rootDir>/test/{unit,engine}/**/*.test.ts'],
	modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.build/', '<rootDir>/.local/'],
	transform: {
		'\\.test\\.ts$': '<rootDir>/test/support/jest/compile.js',
		'/node_modules/.+\\.[cm]?js$|\\.ts$': '<rootDir>/test/support/jest/loadOnce.js',
	},
	// Jest's own packages, and those that it is set up with, run as they are.
	transformIgnorePatterns: ['/node_modules/(@jest/|jest-|expect/|buffer-from/|esbuild/|source-map)'],
};
