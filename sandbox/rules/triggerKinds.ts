import type { SandboxState } from '../state';
import type { ScheduleRecord } from '../types/deliveries';
import { noticeOf, type TriggerKind } from './trigger';

export const CANVAS: TriggerKind = {
	kind: 'canvas',
	group: 'canvas',
	noun: 'Canvas',
	idKey: 'canvas_id',
	unknownId: 'Invalid Canvas ID',
	propertyKeys: ['context', 'canvas_entry_properties'],
	keys: {},
	sendKeys: {},
	find: ({ canvases }, id) => {
		const canvas = canvases.find((one) => one.id === id);
		return canvas && { ...canvas, apiTriggered: canvas.schedule_type === 'api_triggered' };
	},
};

const TEXT = { type: 'string', format: 'notBlank' };

export const CAMPAIGN: TriggerKind = {
	kind: 'campaign',
	group: 'campaigns',
	noun: 'campaign',
	idKey: 'campaign_id',
	unknownId: 'Invalid Campaign ID',
	propertyKeys: ['trigger_properties'],
	keys: { send_id: { type: 'string' } },
	sendKeys: {
		attachments: {
			type: 'array',
			items: {
				type: 'object',
				required: ['file_name', 'url'],
				additionalProperties: false,
				properties: { file_name: TEXT, url: TEXT, basic_auth_credential: TEXT },
			},
		},
	},
	find: ({ campaigns }, id) => {
		const campaign = campaigns.find((one) => one.id === id);
		const channels = [...new Set(campaign?.variations.map(({ channel }) => channel))];
		return campaign && { ...campaign, channels, apiTriggered: campaign.type === 'api_triggered' };
	},
};

/** Why a schedule would send nothing if it were due now: its Canvas or campaign is paused or archived. */
export function noticeFor(state: SandboxState, record: ScheduleRecord): string | undefined {
	const kind = [CANVAS, CAMPAIGN].find((one) => one.kind === record.kind);
	return kind && noticeOf(kind.noun, kind.find(state, record[kind.idKey] ?? ''));
}
