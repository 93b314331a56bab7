/** One run of an integration, as the status endpoint shows it. */
export interface Sync {
	job_status: 'Running' | 'Success' | 'Partial' | 'Error';
	sync_start_time: string;
	sync_finish_time: string | null;
	last_timestamp_synced: string | null;
	rows_synced: number;
	rows_failed_with_errors: number;
}

/** A Cloud Data Ingestion integration, with its syncs, the newest first. */
export interface Integration {
	integration_id: string;
	integration_name: string;
	integration_type: string;
	integration_status: string;
	warehouse_type: string;
	contact_emails: string;
	next_scheduled_run: string;
	syncs: Sync[];
}

export const ORDERS_INTEGRATION_ID = '00000000-0000-4000-b000-000000000001';

/** A sync that ended, so many days before the start of September 2026. */
const makeSync = (daysAgo: number): Sync => {
	const day = new Date(Date.UTC(2026, 8, 1) - daysAgo * 86_400_000).toISOString().slice(0, 10);
	const failed = daysAgo % 5 === 4 ? 3 : 0;
	return {
		job_status: failed > 0 ? 'Partial' : 'Success',
		sync_start_time: `${day}T03:00:00Z`,
		sync_finish_time: `${day}T03:02:10Z`,
		last_timestamp_synced: `${day}T02:59:41Z`,
		rows_synced: 1_200 + daysAgo,
		rows_failed_with_errors: failed,
	};
};

/** A number of syncs, the newest first. */
export const manySyncs = (count: number): Sync[] =>
	Array.from({ length: count }, (_, index) => makeSync(index));

/** An integration with believable values for all that is not given. */
export const makeIntegration = (
	id: string,
	part: Partial<Integration> & { integration_name: string },
): Integration => ({
	integration_id: id,
	integration_type: 'User Attributes',
	integration_status: 'Active',
	warehouse_type: 'Snowflake',
	contact_emails: 'data@example.com',
	next_scheduled_run: '2026-09-08T03:00:00Z',
	syncs: manySyncs(12),
	...part,
});

export const seedIntegrations = (): Integration[] => [
	makeIntegration(ORDERS_INTEGRATION_ID, { integration_name: 'Orders of the shop' }),
	makeIntegration('00000000-0000-4000-b000-000000000002', {
		integration_name: 'Plans',
		warehouse_type: 'BigQuery',
		syncs: manySyncs(2),
	}),
];
