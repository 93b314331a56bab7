import { countBy, difference } from 'lodash';

import { endpoints } from '../../../sandbox/endpoints';
import { allRows } from '../../../sandbox/evidence';
import { BEHAVIOR } from '../../../sandbox/evidence/behavior';
import { ENDPOINTS } from '../../../sandbox/evidence/endpoints';
import { countOf, fidelityPage } from '../../../sandbox/evidence/page';
import { REFUSALS } from '../../../sandbox/evidence/refusals';
import { readCases } from '../../../parity/cases';
import { absolute, isAskedTo, readText, writeText } from '../../support/files';
import { refusalsInCode } from '../../support/sandboxRefusals';

/** Every rule of the sandbox says how it is known. */

const FILE = 'docs/sandbox-fidelity.md';

const texts = REFUSALS.flatMap(([, group]) => group);
const found = [...new Set(refusalsInCode().map(({ text }) => text))];

it('says of each endpoint how it is known, and of no other', () => {
	expect(Object.keys(ENDPOINTS).sort()).toEqual(
		endpoints.map(({ method, path }) => `${method} ${path}`).sort(),
	);
});

it('says of each text with which the sandbox refuses how it is known', () => {
	expect(found.length).toBeGreaterThan(200);
	expect(difference(found, texts)).toEqual([]);
});

it('has no text that the sandbox does not say, and none twice', () => {
	expect(difference(texts, found)).toEqual([]);
	expect(Object.entries(countBy(texts)).filter(([, times]) => times > 1)).toEqual([]);
});

it('names each rule of behavior once, and finds the rule of every parity case', () => {
	const ids = BEHAVIOR.map(({ id }) => id);
	expect(new Set(ids).size).toBe(ids.length);
	const rules = readCases(absolute('parity/cases')).map(({ rule }) => rule);
	expect(difference(rules, ids)).toEqual([]);
});

it('gives evidence that can be looked up', () => {
	const all = Object.values(allRows()).flat();
	for (const { known } of all) {
		if (known.how === 'documented') expect(known.state).toMatch(/^20\d\d-\d\d(-\d\d)?$/);
		if (known.how === 'recorded') expect(known.when).toMatch(/20\d\d/);
		if (known.how === 'assumed') expect(known.why.length).toBeGreaterThan(5);
	}
	expect(countOf(all, 'recorded') + countOf(all, 'documented') + countOf(all, 'assumed')).toBe(all.length);
});

it('is written down in the documentation (UPDATE_FIDELITY=1 rewrites the page)', () => {
	const page = fidelityPage();
	if (isAskedTo('UPDATE_FIDELITY')) writeText(FILE, page);

	expect(readText(FILE)).toBe(page);
});
