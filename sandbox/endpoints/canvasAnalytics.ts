import { analyticsChannels, channelFigures } from '../analytics/channels';
import { partOf, revenueOf, summed, volumeOn } from '../analytics/numbers';
import type { Canvas } from '../types/campaigns';
import { canvasOf, partsOf } from './canvasExport';
import { canvasDaysAsked } from './days';
import type { Call, Endpoint } from './endpoint';
import { flag } from './query';

/** `GET /canvas/data_series` and `GET /canvas/data_summary` (get_canvas_analytics.md, get_canvas_analytics_summary.md). */

const series: Endpoint = {
	method: 'GET',
	path: '/canvas/data_series',
	permission: 'canvas.data_series',
	handle: (call) => {
		const canvas = canvasOf(call);
		const statsOn = breakdowns(call, canvas);
		const stats = canvasDaysAsked(call).map((time) => ({ time, ...statsOn(time) }));
		return { status: 200, body: { data: { name: canvas.name, stats }, message: 'success' } };
	},
};

const summary: Endpoint = {
	method: 'GET',
	path: '/canvas/data_summary',
	permission: 'canvas.data_summary',
	handle: (call) => {
		const canvas = canvasOf(call);
		const statsOn = breakdowns(call, canvas);
		const totals = summed(canvasDaysAsked(call).map(statsOn)) as object | undefined;
		return { status: 200, body: { data: { name: canvas.name, ...totals }, message: 'success' } };
	},
};

/** Returns a function that computes a day's figures with the breakdowns that the query asks for. */
function breakdowns(call: Call, canvas: Canvas) {
	const [byVariant, byStep] = [flag(call, 'include_variant_breakdown'), flag(call, 'include_step_breakdown')];
	const deletedToo = flag(call, 'include_deleted_step_data');
	const { variantId, stepId, deletedStepId } = partsOf(canvas);
	return (day: string) => {
		const entries = canvas.draft ? 0 : volumeOn(canvas.id, day, canvas.created_at);
		const total = totalsOf(canvas.id, day, entries);
		const steps = { [stepId]: stepOf(canvas, 'Message', stepId, day, entries) };
		if (deletedToo) {
			const few = partOf(entries, 0.1, `${deletedStepId} ${day}`);
			steps[deletedStepId] = stepOf(canvas, 'Old message (deleted)', deletedStepId, day, few);
		}
		return {
			total_stats: total,
			...(byVariant ? { variant_stats: { [variantId]: { name: 'Variant 1', ...total } } } : {}),
			...(byStep ? { step_stats: steps } : {}),
		};
	};
}

function totalsOf(id: string, day: string, entries: number) {
	const { conversions, conversions_by_entry_time, revenue } = outcome(`${id} ${day}`, entries);
	return { revenue, conversions, conversions_by_entry_time, entries };
}

function stepOf({ channels }: Canvas, name: string, stepId: string, day: string, sent: number) {
	const text = `${stepId} ${day}`;
	const messages = channels
		.flatMap(analyticsChannels)
		.map((channel) => [channel, [channelFigures(channel, sent, text, true)]]);
	return { name, ...outcome(text, sent), messages: Object.fromEntries(messages) as Record<string, unknown> };
}

function outcome(text: string, reached: number) {
	const conversions = partOf(reached, 0.05, `${text} conversions`);
	return {
		revenue: revenueOf(conversions, text),
		conversions,
		conversions_by_entry_time: partOf(conversions, 0.9, `${text} by entry time`),
	};
}

export const canvasAnalytics: Endpoint[] = [series, summary];
