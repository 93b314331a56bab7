import type { IDataObject } from 'n8n-workflow';

import { segmentChoice } from '../../Braze/fields/resource/choices';
import { pickedValue } from '../../Braze/fields/resource/resourceChoice';
import { readApiIdentifier } from '../../Braze/input/identifier';
import { InputError } from '../../Braze/input/inputError';
import { isObject } from '../../Braze/input/object';
import type { Settings, Watch } from './watch';

/** Which change in size starts the workflow. */
interface Condition {
	readonly key: string;
	readonly isMet: (before: number, now: number) => boolean;
	/** A previous size from which a change to the current one would start the workflow, for a sample. */
	readonly sizeBefore: (now: number) => number;
}

/**
 * The size of a segment, which Braze estimates each day.
 * https://www.braze.com/docs/api/endpoints/export/segments/get_segment_analytics
 */
export const segmentSize: Watch = {
	option: {
		name: 'Segment Size',
		value: 'segmentSize',
		description: 'The size of a segment crosses a threshold, or changes by a percentage',
	},
	properties: [
		segmentChoice.field,
		{
			displayName: 'Start When',
			name: 'startWhen',
			type: 'options',
			options: [
				{
					name: 'Size Crosses Threshold',
					value: 'threshold',
					description: 'It reaches the threshold, or falls below it',
				},
				{
					name: 'Size Changes by Percentage',
					value: 'percentage',
					description: 'Compared with the size when the workflow last started, or was activated',
				},
			],
			default: 'threshold',
			description: 'Which size change starts the workflow',
		},
		{
			displayName: 'Threshold',
			name: 'threshold',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 1000,
			description:
				'The number of people in the segment. The workflow starts when the size reaches it, and when the size falls below it.',
			displayOptions: { show: { startWhen: ['threshold'] } },
		},
		{
			displayName: 'Percentage',
			name: 'percentage',
			type: 'number',
			typeOptions: { minValue: 0.1 },
			default: 10,
			description: 'By how much the size must grow or shrink',
			displayOptions: { show: { startWhen: ['percentage'] } },
		},
	],
	endpoint: { method: 'GET', path: '/segments/data_series', permission: 'segments.data_series' },
	list: 'data',
	poll(settings) {
		const id = segmentOf(settings);
		const condition = conditionOf(settings);
		return {
			query: { segment_id: id, length: 1 },
			key: `segmentSize/${id}/${condition.key}`,
			compare(answer, state) {
				const { time, size } = newestSize(answer);
				const before = typeof state?.size === 'number' ? state.size : undefined;
				if (before === undefined) return { items: [], state: { size } };
				// The earlier size is kept until the next start, so that small changes add up.
				if (!condition.isMet(before, size)) return { items: [], state: { size: before } };
				return { items: [itemOf(id, time, size, before)], state: { size } };
			},
			sample(answer) {
				const { time, size } = newestSize(answer);
				return [itemOf(id, time, size, condition.sizeBefore(size))];
			},
		};
	},
};

function segmentOf(settings: Settings): string {
	return readApiIdentifier(
		'Segment',
		pickedValue(settings(segmentChoice.parameter)),
		"Choose it 'From List', or enter its ID.",
	);
}

function conditionOf(settings: Settings): Condition {
	if (settings('startWhen') === 'percentage') {
		const percentage = positive('Percentage', settings('percentage'));
		return {
			key: `percentage/${percentage}`,
			isMet: (before, now) => before !== now && Math.abs(now - before) * 100 >= percentage * before,
			sizeBefore: (now) => (now === 0 ? 1 : Math.floor((now * 100) / (100 + percentage))),
		};
	}
	const threshold = positive('Threshold', settings('threshold'));
	return {
		key: `threshold/${threshold}`,
		isMet: (before, now) => before >= threshold !== now >= threshold,
		sizeBefore: (now) => (now >= threshold ? Math.ceil(threshold) - 1 : Math.ceil(threshold)),
	};
}

function positive(field: string, value: unknown): number {
	const number = Number(value);
	if (!(number > 0 && Number.isFinite(number)))
		throw new InputError(field, 'is not a number above 0', 'Enter a number such as 10.');
	return number;
}

/**
 * The size on the most recent day.
 *
 * @throws {InputError} if there is none, because a segment without a size did not become empty
 */
function newestSize(answer: IDataObject): { time: string; size: number } {
	const newest = (answer.data as unknown[])
		.filter(isObject)
		.map(({ time, size }) => ({ time: String(time), size }))
		.sort((one, other) => one.time.localeCompare(other.time))
		.pop();
	if (!newest || (newest.size ?? null) === null) {
		throw new InputError(
			'Segment',
			'has no size in Braze',
			"Turn on 'Analytics Tracking' for this segment in Braze, and try again the next day.",
		);
	}
	return { time: newest.time, size: sizeIn(newest.size) };
}

function sizeIn(size: unknown): number {
	const isWhole = typeof size === 'number' ? Number.isInteger(size) && size >= 0 : /^\d+$/.test(String(size));
	if (isWhole && !Array.isArray(size)) return Number(size);
	throw new InputError(
		'Segment',
		`has a size in Braze that is not a valid number: ${JSON.stringify(size)}`,
		"Nothing was compared, and the workflow did not start. Try again a day later. If this persists, report it to the node's maintainers.",
	);
}

function itemOf(segment_id: string, date: string, size: number, previous_size: number): IDataObject {
	const change_percent =
		previous_size === 0 ? null : Math.round(((size - previous_size) / previous_size) * 1000) / 10;
	return { segment_id, date, size, previous_size, change: size - previous_size, change_percent };
}
