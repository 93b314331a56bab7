import type { INodeProperties } from 'n8n-workflow';

import { readBoolean } from '../../fields/values';
import type { ItemReader } from '../../itemReader';
import { builderOnly } from '../../fields/tool/builderOnly';

/** The option to message people who have reached the frequency cap. */
export const ignoreFrequencyOption: INodeProperties = builderOnly({
	displayName: 'Ignore Frequency Capping',
	name: 'ignoreFrequencyCapping',
	type: 'boolean',
	default: false,
	description: "Whether to message people even if they have reached your workspace's frequency cap",
});

/** Reads whether to ignore frequency capping, for which Braze's endpoints have different names. */
export function ignoresFrequency(item: ItemReader): boolean {
	return readBoolean(ignoreFrequencyOption.displayName, item.options().ignoreFrequencyCapping);
}
