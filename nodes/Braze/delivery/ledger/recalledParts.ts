import type { IDataObject } from 'n8n-workflow';

import type { Failure } from '../../transport/failure';
import type { Outcome, RequestOutcome } from '../outcome';
import type { Part } from '../plan/types';

/**
 * A request that was sent, or may have been, as the ledger stores it: Braze's response, and its recipients as hashes.
 */
export interface LedgerRecord {
	readonly answer?: IDataObject;
	/** When that goes out: its own time, and not that of the retry. */
	readonly timing?: IDataObject;
	readonly failure?: Failure;
	/** `item:hash` of each part, in the order of the request: the errors in an answer count by it. */
	readonly parts: string[];
}

/** Where in the ledger a part is. */
export interface RecordPosition {
	readonly record: LedgerRecord;
	readonly index: number;
}

/** The parts that an earlier attempt sent, collected into the requests that they went out in. */
export class RecalledParts {
	private readonly byRecord = new Map<LedgerRecord, Array<{ index: number; part: Part }>>();

	add({ record, index }: RecordPosition, part: Part): void {
		const known = this.byRecord.get(record);
		if (known) known.push({ index, part });
		else this.byRecord.set(record, [{ index, part }]);
	}

	delivered(): RequestOutcome[] {
		return [...this.byRecord].map(([record, places]) => ({
			parts: places.sort((a, b) => a.index - b.index).map(({ part }) => part),
			outcome: outcomeOf(record),
		}));
	}
}

function outcomeOf({ answer, timing, failure }: LedgerRecord): Outcome {
	return answer
		? { kind: 'sent', answer, fromMemory: true, ...(timing && { timing }) }
		: { kind: 'unknown', failure: failure as Failure, fromMemory: true };
}
