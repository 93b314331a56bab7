import { CASES, FEWER_LOOKS, mutated, MUTANTS, QUICK } from '../../explorer/cases';
import { brokenBy, COURSES } from '../../explorer/courses';
import { loadMachine } from '../../explorer/machine';
import { searchAll, story } from '../../explorer/search';

/** `npm run explore` looks at all cases, and at random ones. */
describe('the protocol of schedule keys, in every order of events', () => {
	const machine = loadMachine(FEWER_LOOKS);

	it.each(QUICK)('keeps its promises: %s', (name) => {
		const { broken, cut } = searchAll(machine, CASES[name]);
		expect(broken && [broken.what, ...story(machine, CASES[name], broken.path)]).toBeUndefined();
		expect(cut).toBe(false);
	});

	it.each(Object.entries(MUTANTS))('breaks one with %s', (_, mutant) => {
		expect(searchAll(mutated(mutant), CASES[mutant.within]).broken?.what).toMatch(
			/^(once|traced|free|own|true): /,
		);
	});

	it.each(Object.entries(COURSES))('keeps them on a long course, which breaks one with %s', (_, course) => {
		expect(brokenBy(machine, course)).toBeUndefined();
		expect(brokenBy(loadMachine(FEWER_LOOKS, course.mutant), course)).toMatch(
			/^(once|traced|free|own|true): /,
		);
	});
});
