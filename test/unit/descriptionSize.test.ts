import { Braze } from '../../nodes/Braze/Braze.node';
import { resources } from '../../nodes/Braze/resources';

/** Every editor downloads the description of every node, and searches it with each change of a field. */

/** What an operation may add. */
const BYTES_PER_OPERATION = 2_500;

/** For what operations share, however many there are: the audience builder and the rows of recipients. */
const SHARED_BYTES = 20_000;

it('stays within the size that the number of operations allows', () => {
	const operations = resources.flatMap((resource) => resource.operations).length;
	const bytes = Buffer.byteLength(JSON.stringify(new Braze().description));
	expect(bytes).toBeLessThanOrEqual(SHARED_BYTES + BYTES_PER_OPERATION * operations);
});
