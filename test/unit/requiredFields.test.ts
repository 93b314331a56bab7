import type { INodeProperties } from 'n8n-workflow';

import { Braze } from '../../nodes/Braze/Braze.node';
import { BrazePollingTrigger } from '../../nodes/BrazePollingTrigger/BrazePollingTrigger.node';
import { BrazeTrigger } from '../../nodes/BrazeTrigger/BrazeTrigger.node';
import { everyParameter } from '../support/parameters';

/**
 * Required fields that come filled in, because any value in this range is harmless or it is what the field is used for: how much
 * to look up, how long to wait, whom to prefer, where a file is put, and what the node before returned.
 */
const HARMLESS = new Set([
	...['days', 'hours', 'startDate', 'endDate', 'until', 'fieldsToExport'],
	...['delayAmount', 'daysToLive', 'binaryPropertyName'],
	...['prioritization', 'mergePrioritization'],
]);

const FROM_INPUT = /^=\{\{ \$json\.\w+ \}\}$/;

/** Whether a default gives nothing: n8n saves a form with empty rows where rows are to be added. */
function isEmpty(value: unknown): boolean {
	if (value === '' || value === undefined) return true;
	if (typeof value === 'string') return FROM_INPUT.test(value);
	if (Array.isArray(value)) return value.every(isEmpty);
	if (typeof value !== 'object' || value === null) return false;
	if ('value' in value && 'mode' in value) return isEmpty(value.value);
	return Object.values(value).every(isEmpty);
}

const required = [new Braze(), new BrazeTrigger(), new BrazePollingTrigger()].flatMap(({ description }) =>
	everyParameter(description.properties as INodeProperties[]).filter(
		({ parameter }) => parameter.required && !HARMLESS.has(parameter.name),
	),
);

it('finds required fields', () => expect(required.length).toBeGreaterThan(50));

it.each(required.map(({ path, parameter }) => [path, parameter] as const))(
	'%s is required, so it begins empty',
	(_, parameter) => expect(isEmpty(parameter.default)).toBe(true),
);

it('a number that selects people begins empty, too', () => {
	const numbers = everyParameter(new Braze().description.properties).filter(
		({ parameter }) => parameter.name === 'numberValue',
	);
	expect(numbers.map(({ parameter }) => parameter.default)).toEqual(numbers.map(() => ''));
	expect(numbers.length).toBeGreaterThan(0);
});
