import type { INodeProperties } from 'n8n-workflow';

import type { ItemReader } from '../../itemReader';
import { readApiIdentifier } from '../../schemas/identifier';
import { isObject } from '../../schemas/json';

interface Choice {
	/** What is chosen, as the label says it: `Canvas`. */
	readonly label: string;
	/** The parameter that workflows are saved with. */
	readonly name: string;
	readonly description: string;
	/** The list search method of the node. */
	readonly search: string;
	/** Where in Braze the identifier is found. */
	readonly hint: string;
}

/** A resource of the workspace, chosen from a searchable list or by its API identifier. */
export interface ResourceChoice {
	readonly field: INodeProperties;
	/** The same, taken from the output of an earlier step by name. */
	readonly fieldFromInput: (key: string) => INodeProperties;
	/** Returns the API identifier. Throws an InputError when nothing is chosen. */
	readonly read: (item: ItemReader) => string;
	readonly parameter: string;
}

export function resourceChoice({ label, name, description, search, hint }: Choice): ResourceChoice {
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
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				placeholder: 'e.g. 3f1c2b7a-5d5e-4a39-9f0e-0d9e8c7b6a51',
				hint,
			},
		],
	};
	const parameters = [name];
	return {
		field,
		fieldFromInput: (key) => ({ ...field, default: { mode: 'id', value: `={{ $json.${key} }}` } }),
		parameter: name,
		read: (item) =>
			item.shared(parameters, () => {
				const chosen = item.get(name);
				return readApiIdentifier(label, isObject(chosen) ? chosen.value : chosen, `Choose it 'From List', or enter its ID. ${hint}.`);
			}),
	};
}
