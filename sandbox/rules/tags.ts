import type { SandboxState } from '../state';
import { Refusal } from '../types/refusal';

/** Refuses tags that the workspace does not have. The words are those of the template endpoints. */
export function checkTags(state: SandboxState, names: unknown): void {
	if (!Array.isArray(names)) throw new Refusal(400, 'Tags must be an array');
	if (!names.every((name) => typeof name === 'string')) throw new Refusal(400, 'All tags must be strings');
	const known = [...state.canvases, ...state.campaigns, ...state.segments].flatMap(({ tags }) => tags);
	if (!names.every((name) => known.includes(name))) throw new Refusal(400, 'Some tags could not be found');
}
