import fc from 'fast-check';
import type { IDataObject } from 'n8n-workflow';

import { readAnswer } from '../../../nodes/Braze/delivery/answers/readAnswer';
import type { Combine, Member } from '../../../nodes/Braze/delivery/entry';
import { findOperation } from '../../../nodes/Braze/resources';
import type { Operation } from '../../../nodes/Braze/operation';
import { envelopeOf } from '../../support/delivery';

/** Operations whose requests hold lists of each form, with a member for an item. */
const FORMS: Array<[resource: string, operation: string, list: string, member: (item: number) => Member]> = [
	['user', 'createAlias', 'user_aliases', (item) => ({ alias_name: `n${item}`, alias_label: 'l' })],
	['user', 'delete', 'external_ids', (item) => ({ external_id: `u${item}` })],
	['user', 'upsert', 'attributes', (item) => ({ list: 'attributes', object: { external_id: `u${item}` } })],
	['email', 'setStatus', 'email', (item) => ({ email: `u${item}@example.com` })],
	['canvas', 'sendNow', 'recipients', (item) => ({ external_user_id: `u${item}` })],
	[
		'subscriptionGroup',
		'setStatus',
		'external_ids',
		(item) => ({ change: { subscription_group_id: 'g' }, by: 'external_id', id: `u${item}` }),
	],
];

const SIZE = 6;

const requestOf = (combine: Combine, member: (item: number) => Member) => ({
	envelope: envelopeOf('x'),
	after: [],
	parts: Array.from({ length: SIZE }, (_, item) => {
		const list = combine.lists?.of(member(item));
		return { item, position: 0, member: member(item), ...(list !== undefined && { list }) };
	}),
});

it.each(FORMS)(
	'every error of %s: %s comes out at its item, or at all',
	(resource, operation, list, member) => {
		const { combine, endpoint } = findOperation(resource, operation) as Operation;
		const request = requestOf(combine as Combine, member);
		const placed = fc.record({
			index: fc.nat({ max: SIZE + 1 }),
			input_array: fc.constantFrom(list, 'user_identifiers', undefined),
			type: fc.constantFrom('a', 'b'),
		});
		const errors = fc.array(fc.oneof(placed, fc.constantFrom('minor', { message: 'c' })), { maxLength: 5 });
		fc.assert(
			fc.property(errors, (given) => {
				const answer = { message: 'success', errors: given } as unknown as IDataObject;
				const { refused, others } = readAnswer(request, { kind: 'sent', answer }, { combine, endpoint });
				const at = (item: number) =>
					given.flatMap((error) =>
						typeof error === 'object' && 'index' in error && error.index === item ? [error.type] : [],
					);
				const unplaced = given.filter(
					(error) => !(typeof error === 'object' && 'index' in error && error.index < SIZE),
				);
				for (let item = 0; item < SIZE; item++) {
					const has = (part: { item: number }) => part.item === item;
					const failed = refused.filter((one) => one.request.parts.some(has));
					const taken = others.filter((one) => one.request.parts.some(has));
					expect([failed.length, taken.length]).toEqual(at(item).length > 0 ? [1, 0] : [0, 1]);
					if (failed.length > 0)
						expect(failed[0].outcome.failure.reason).toBe([...new Set(at(item))].join('; '));
					const seen =
						failed.length > 0
							? failed[0].outcome.failure.response?.errors
							: taken[0].outcome.kind === 'sent' && taken[0].outcome.answer.errors;
					expect(seen || []).toEqual(unplaced);
				}
			}),
		);
	},
);

it.each([
	[0, [0, 1, 2, 3, 4, 5], undefined],
	[5, [], 'Braze processed 5 of 6 and does not name the missing one'],
	[6, [], undefined],
])('a count of %s of 6 is no silent success', (count, refusedItems, warning) => {
	const { combine, endpoint } = findOperation('user', 'createAlias') as Operation;
	const answer = { message: 'success', aliases_processed: count };
	const { refused, others } = readAnswer(
		requestOf(combine as Combine, FORMS[0][3]),
		{ kind: 'sent', answer },
		{ combine, endpoint },
	);
	expect(refused.flatMap(({ request }) => request.parts.map(({ item }) => item))).toEqual(refusedItems);
	for (const { outcome } of others) expect(outcome.kind === 'sent' && outcome.answer.warning).toBe(warning);
});
