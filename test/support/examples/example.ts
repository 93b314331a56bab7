import type { IDataObject, INodeParameters } from 'n8n-workflow';

import type { Bench } from '../bench';

/** An example of an operation: first in its most common form, then with variants that return further fields. */
export interface Example {
	/** As the editor saves them, without resource and operation. */
	readonly parameters: INodeParameters;
	/** Changes to the parameters, each for a separate run, that return fields which the editor should offer, too. */
	readonly variants?: INodeParameters[];
	/** Sets up what the example needs, and returns the input items. */
	readonly before?: (bench: Bench) => Promise<IDataObject[]>;
	/** The fields that every output has, if the workspace names the others itself. The schema lists only these. */
	readonly fixed?: string[];
	/** Faults that return other fields. */
	readonly faults?: Array<Parameters<Bench['sandbox']['faults']['add']>[0]>;
	/** Set if these parameters may be repeated, although others of the operation may not. */
	readonly repeatable?: true;
}
