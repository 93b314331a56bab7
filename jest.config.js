module.exports = {
	testEnvironment: 'node',
	// Most of the time goes into loading n8n's engine, so no core is left out.
	maxWorkers: '100%',
	roots: ['<rootDir>/test'],
	// A busy machine is no failure, and a test that is cut off disturbs the next ones.
	testTimeout: 60_000,
	testMatch: ['<rootDir>/test/{unit,engine}/**/*.test.ts'],
	modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.build/', '<rootDir>/.local/'],
	transform: { '^.+\\.ts$': ['ts-jest', { isolatedModules: true, diagnostics: false, tsconfig: 'tsconfig.all.json' }] },
};
