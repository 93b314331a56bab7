import { get } from 'lodash';
import type { INodeProperties } from 'n8n-workflow';

import type { ItemReader } from '../../itemReader';
import { readApiIdentifier } from '../../input/identifier';
import { isObject } from '../../input/object';

interface Choice {
	/** What is chosen, as in the label: `Canvas`. */
	readonly label: string;
	/** The parameter that workflows are saved with. */
	readonly name: string;
	readonly description: string;
	/** The list search method of the node. */
	readonly search: string;
	/** Where to find the identifier in Braze. */
	readonly hint: string;
	/** How to enter it without the list. Defaults to its API identifier. */
	readonly manual?: Manual;
}

interface Manual {
	readonly displayName: string;
	/** The mode that workflows are saved with. */
	readonly mode: string;
	readonly placeholder: string;
	/** Validates the entered value. Throws an InputError. */
	readonly read: (label: string, value: unknown, resolution: string) => string;
}

const BY_ID: Manual = {
	displayName: 'By ID',
	mode: 'id',
	placeholder: 'e.g. 3f1c2b7a-5d5e-4a39-9f0e-0d9e8c7b6a51',
	read: readApiIdentifier,
};

/** A resource of the workspace, chosen from a searchable list or by its API identifier or name. */
export interface ResourceChoice {
	readonly field: INodeProperties;
	/** The same field with a default that reads it from the output of an earlier step. */
	readonly fieldFromInput: (key: string) => INodeProperties;
	/** Returns the API identifier or name. Throws an InputError when nothing is chosen. */
	readonly read: (item: ItemReader) => string;
	/** The name of what was chosen from the list; `undefined` if it was entered another way. */
	readonly readName: (item: ItemReader) => string | undefined;
	readonly parameter: string;
}

/** The value of a resource locator. A field that used to be plain text may be saved as such. */
export const pickedValue = (picked: unknown): unknown => (isObject(picked) ? picked.value : picked);

export function resourceChoice({
	label,
	name,
	description,
	search,
	hint,
	manual = BY_ID,
}: Choice): ResourceChoice {
	const field: INodeProperties = {
		displayName: label,
		name,
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		required: true,
		description,
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				typeOptions: { searchListMethod: search, searchable: true },
			},
			{
				displayName: manual.displayName,
				name: manual.mode,
				type: 'string',
				placeholder: manual.placeholder,
				hint,
			},
		],
	};
	const resolution = `Choose it 'From List', or enter its ${manual.displayName.replace('By ', '')}. ${hint}.`;
	return {
		field,
		fieldFromInput: (key) => ({ ...field, default: { mode: manual.mode, value: `={{ $json.${key} }}` } }),
		parameter: name,
		readName(item) {
			const chosen = item.isFixed(name) ? item.get(name) : undefined;
			// n8n keeps the cached name when the user switches to entering an identifier.
			if (get(chosen, 'mode') !== 'list') return undefined;
			const known: unknown = get(chosen, 'cachedResultName');
			return typeof known === 'string' && known.trim() !== '' ? known : undefined;
		},
		read(item) {
			return manual.read(label, pickedValue(item.get(name)), resolution);
		},
	};
}
