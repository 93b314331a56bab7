import chunk from 'lodash/chunk';
import type { Request } from './cases';
import type { Answer } from './compare';
import type { LeftBehind } from './traces';

/** Braze takes so many in one request. */
const MOST = 50;

type Send = (request: Request) => Promise<Answer>;

/**
 * Removes all that a run may have made: schedules first, then catalogs and people.
 * @returns what could not be removed, in words; every request is tried, whatever became of the others
 */
export async function cleanUp(left: LeftBehind, send: Send): Promise<string[]> {
	const failed: string[] = [];
	for (const { what, request, gone } of removals(left)) {
		try {
			const { status, body } = await send(request);
			if (status >= 300 && !gone(status, body)) failed.push(`${what}: status ${status}`);
		} catch (error) {
			failed.push(`${what}: ${error instanceof Error ? error.message : String(error)}`);
		}
	}
	return failed;
}

interface Removal {
	what: string;
	request: Request;
	/** Whether a refusal says that it is not there any more. */
	gone: (status: number, body: unknown) => boolean;
}

const never = () => false;

function removals({ users, aliases, emails, catalogs, schedules }: LeftBehind): Removal[] {
	const remove = (body: Record<string, unknown>): Request => ({
		method: 'POST',
		path: '/users/delete',
		body,
	});
	return [
		...schedules.map(({ group, id, schedule_id }) => ({
			what: `schedule ${schedule_id}`,
			request: {
				method: 'POST' as const,
				path: `/${group}/trigger/schedule/delete`,
				body: { [group === 'canvas' ? 'canvas_id' : 'campaign_id']: id, schedule_id },
			},
			gone: never,
		})),
		...catalogs.map((name) => ({
			what: `catalog ${name}`,
			request: { method: 'DELETE' as const, path: `/catalogs/${name}` },
			gone: (status: number) => status === 404,
		})),
		...chunk(users, MOST).map((external_ids) => ({
			what: 'users',
			request: remove({ external_ids }),
			gone: never,
		})),
		...chunk(aliases, MOST).map((user_aliases) => ({
			what: 'users with an alias',
			request: remove({ user_aliases }),
			gone: never,
		})),
		...chunk(emails, MOST).map((some) => ({
			what: 'users with an email',
			request: remove({
				email_addresses: some.map((email) => ({ email, prioritization: ['most_recently_updated'] })),
			}),
			gone: never,
		})),
	];
}
