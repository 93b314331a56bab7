import { resources } from '../../nodes/Braze/resources';
import { coverageOf, coveragePage, loose, PENDING_GROUPS, unlisted } from '../support/coverage';
import { isAskedTo, readText, writeText } from '../support/files';

const FILE = 'docs/api-coverage.md';

const coverage = coverageOf(resources);

it('serves every endpoint of Braze, or says why not', () => {
	const open = coverage.filter(({ operations, reason, group }) => operations.length === 0 && reason === undefined && !PENDING_GROUPS.includes(group));

	expect(open.map(({ request }) => request)).toEqual([]);
});

it('gives no reason for leaving out what it serves', () => {
	expect(coverage.filter(({ operations, reason }) => operations.length > 0 && reason !== undefined).map(({ request }) => request)).toEqual([]);
});

it('calls only endpoints that are in the list', () => {
	expect(unlisted(resources)).toEqual([]);
});

it('lists each endpoint once, under a group with a name, and no reason for one that does not exist', () => {
	const requests = coverage.map(({ request }) => request);

	expect(new Set(requests).size).toBe(requests.length);
	expect(loose()).toEqual([]);
});

it('names the permission of each endpoint as its operations do', () => {
	const own = new Map<string, string>(
		resources.flatMap(({ operations }) => operations.map(({ endpoint }) => [`${endpoint.method} ${endpoint.path}`, endpoint.permission])),
	);
	const different = coverage.filter(({ request, permission }) => own.has(request) && own.get(request) !== permission);

	expect(different.map(({ request }) => request)).toEqual([]);
});

it('is written down in the documentation (UPDATE_COVERAGE=1 rewrites the page)', () => {
	const page = coveragePage(coverage);
	if (isAskedTo('UPDATE_COVERAGE')) writeText(FILE, page);

	expect(readText(FILE)).toBe(page);
});
