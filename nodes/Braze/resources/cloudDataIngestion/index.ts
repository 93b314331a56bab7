import type { Resource } from '../../operation';
import { getMany } from './getMany';
import { getManySyncStatuses } from './getManySyncStatuses';
import { sync } from './sync';

/** Cloud Data Ingestion: integrations that load warehouse data into Braze. */
export const cloudDataIngestion: Resource = {
	name: 'Cloud Data Ingestion',
	value: 'cloudDataIngestion',
	description: 'Imports from your data warehouse',
	operations: [getMany, sync, getManySyncStatuses],
};
