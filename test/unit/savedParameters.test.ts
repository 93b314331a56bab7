import { resources } from '../../nodes/Braze/resources';
import { isAskedTo, readText, writeText } from '../support/files';
import { savedParameters } from '../support/savedParameters';

const FILE = 'test/unit/savedParameters.txt';

it('keeps the names, values and defaults that workflows are saved with (UPDATE_PARAMETERS=1 rewrites the list)', () => {
	const found = savedParameters(resources);
	if (isAskedTo('UPDATE_PARAMETERS')) writeText(FILE, found);
	expect(found).toBe(readText(FILE));
});
