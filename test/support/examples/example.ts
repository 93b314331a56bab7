import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { Bench } from '../bench';

/** How an operation is used: the first time as most would, then in the ways that give further fields. */
export interface Example {
	/** As the editor saves them, without resource and operation. */
	readonly parameters: INodeParameters;
	/** Changes of the parameters, each for a run of its own, that give fields which the editor should offer too. */
	readonly variants?: INodeParameters[];
	/** What has to be there first; gives the input items. */
	readonly before?: (bench: Bench) => Promise<IDataObject[]>;
	/** The fields that every output has, where the workspace names the others itself: the schema lists no more. */
	readonly fixed?: string[];
	/** A status of the answer, or a fault, that gives other fields. */
	readonly faults?: Array<Parameters<Bench['sandbox']['faults']['add']>[0]>;
	/** Set where these parameters may be repeated, though others of the operation may not. */
	readonly repeatable?: true;
}
