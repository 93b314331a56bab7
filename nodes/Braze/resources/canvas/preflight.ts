import type { IDataObject } from 'n8n-workflow';

import type { Preflight } from '../../delivery/checks/preflight';
import type { TriggeredKind } from './triggeredKind';

/** Schedule types that the API cannot trigger. Unknown types pass. */
const NOT_BY_API = new Set(['time_based', 'action_based']);

/**
 * Checks the details of a Canvas or campaign for whether it would send.
 * https://www.braze.com/docs/api/endpoints/export/canvas/get_canvas_details
 */
export function preflightOf({ path, permission, idKey, wording }: TriggeredKind): Preflight {
	return {
		endpoint: { method: 'GET', path: `${path}/details`, permission: `${permission}.details` },
		idKey,
		problem: (details) => {
			const state = stateOf(details);
			return state && `The ${wording.word} ${nameOf(details)}${state}`;
		},
	};
}

const nameOf = ({ name }: IDataObject): string => (typeof name === 'string' ? `"${name}" ` : '');

function stateOf({ draft, archived, enabled, schedule_type: type }: IDataObject): string | undefined {
	if (archived === true) return 'is archived, so nothing would be sent';
	if (draft === true) return 'is a draft that was not launched, so nothing would be sent';
	if (enabled === false) return 'is stopped, so nothing would be sent';
	return typeof type === 'string' && NOT_BY_API.has(type)
		? `is not API-triggered (its schedule is ${type}), so nothing would be sent`
		: undefined;
}
