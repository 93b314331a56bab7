import fc from 'fast-check';

import { audienceFromJson } from '../../../nodes/Braze/audience/audienceJson';
import { checkAudience } from '../../../sandbox/rules/audience';
import { DAYS, nodeTakes, NUMBERS, sandboxTakes, SCALARS, TAKES, TEXTS } from '../../support/audience';

const filled = fc.string({ minLength: 1 }).filter((text) => text.trim() !== '');
/** No number that may have lost digits: that would select others. JSON has no -0. */
const number = fc
	.double({ noNaN: true, noDefaultInfinity: true })
	.filter((value) => Math.abs(value) <= Number.MAX_SAFE_INTEGER)
	.map((value) => (value === 0 ? 0 : value));
const scalar = fc.oneof(filled, number, fc.boolean());
const moment = fc
	.date({ noInvalidDate: true, min: new Date(0), max: new Date('2099-01-01') })
	.map((date) => date.toISOString());
const state = fc.constantFrom('opted_in', 'subscribed', 'unsubscribed');

const valueFor = (comparison: string): fc.Arbitrary<unknown> => {
	if (TAKES[comparison] === SCALARS) return scalar;
	if (TAKES[comparison] === TEXTS) return filled;
	if (TAKES[comparison] === NUMBERS) return number;
	return TAKES[comparison] === DAYS ? fc.nat() : moment;
};

const customAttribute = fc
	.constantFrom(...Object.keys(TAKES))
	.chain((comparison) =>
		fc.record({
			// The node refuses what nobody sees around a name; Braze says nothing of it.
			custom_attribute_name: filled.filter((name) => name.trim() === name),
			comparison: fc.constant(comparison),
			...(TAKES[comparison].length > 0 && { value: valueFor(comparison) }),
		}),
	)
	.map((content) => ({ custom_attribute: content }));

const subscription = (filter: string) =>
	fc
		.record({ comparison: fc.constantFrom('is', 'is_not'), value: state })
		.map((content) => ({ [filter]: content }));

const lastUsedApp = fc
	.record({ comparison: fc.constantFrom('after', 'before'), value: moment })
	.map((content) => ({ last_used_app: content }));

const { audience } = fc.letrec<{ audience: unknown; group: unknown; filter: unknown }>((tie) => ({
	audience: fc.oneof({ depthSize: 'medium' }, tie('filter'), tie('group')),
	group: fc
		.tuple(fc.constantFrom('AND', 'OR'), fc.array(tie('audience'), { minLength: 1, maxLength: 4 }))
		.map(([operator, members]) => ({ [operator]: members })),
	filter: fc.oneof(
		customAttribute,
		subscription('push_subscription_status'),
		subscription('email_subscription_status'),
		lastUsedApp,
	),
}));

it('takes every valid audience as it stands, as object and as text, and so does the sandbox', () => {
	fc.assert(
		fc.property(audience, (valid) => {
			const plain = JSON.parse(JSON.stringify(valid)) as unknown;
			expect(audienceFromJson('Audience', valid)).toEqual(plain);
			expect(audienceFromJson('Audience', JSON.stringify(valid))).toEqual(plain);
			checkAudience(plain);
		}),
		{ numRuns: 300 },
	);
});

/** An audience in which one value somewhere is replaced, taken out, or joined by another. */
const damaged = fc
	.tuple(
		audience,
		fc.nat(),
		fc.oneof(fc.jsonValue({ maxDepth: 1 }), fc.constantFrom(undefined, 'AND', [], {})),
	)
	.map(([valid, place, wrong]) => {
		const copy = JSON.parse(JSON.stringify(valid)) as object;
		const places: Array<[Record<string, unknown>, string]> = [];
		const visit = (value: unknown): void => {
			if (typeof value !== 'object' || value === null) return;
			for (const key of Object.keys(value)) {
				places.push([value as Record<string, unknown>, key]);
				visit((value as Record<string, unknown>)[key]);
			}
		};
		visit(copy);
		const [parent, key] = places[place % places.length];
		if (wrong === undefined) delete parent[key];
		else parent[place % 3 === 0 ? `${key}x` : key] = wrong;
		return copy;
	});

it('takes nothing that the sandbox refuses', () => {
	fc.assert(
		fc.property(fc.oneof(damaged, fc.jsonValue()), (given) => {
			const plain = JSON.parse(JSON.stringify(given)) as unknown;
			if (nodeTakes(plain)) expect(sandboxTakes(plain)).toBe(true);
		}),
		{ numRuns: 1500 },
	);
});
