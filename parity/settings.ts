/** Where the cases run, and what they may touch there: read from the environment. */
export interface Target {
	/** REST endpoint, without a trailing slash. */
	url: string;
	/** Leaves this object in the `Authorization` header only. */
	key: string;
	/** The name that a person gave the workspace, and that its marker segment repeats. */
	workspace: string;
	/** The test Canvas, the API-triggered test campaign and the test subscription group, if there are any. */
	canvas?: string;
	campaign?: string;
	group?: string;
	/** How long Braze gets to process what was written, in seconds, before the next phase looks at it. */
	settle: number;
}

type Environment = Record<string, string | undefined>;

/** What the marker segment of a workspace must be called. Whoever makes it allows the tests in this workspace. */
export const markerOf = (workspace: string): string => `Parity tests allowed in ${workspace}`;

const SETTLE_SECONDS = 90;

/**
 * Reads the target from the environment; undefined if none is named, so that the sandbox is used.
 * @throws an error that says what is missing; it never repeats the key
 */
export function targetFrom(environment: Environment): Target | undefined {
	const given = (name: string) => environment[`BRAZE_PARITY_${name}`]?.trim() || undefined;
	const url = given('URL')?.replace(/\/+$/, '');
	const [key, workspace] = [given('KEY'), given('WORKSPACE')];
	if (!url && !key && !workspace) return undefined;
	if (!url || !key || !workspace) {
		throw new Error(
			'Set BRAZE_PARITY_URL (REST endpoint), BRAZE_PARITY_KEY and BRAZE_PARITY_WORKSPACE (the name of the test workspace), or none of them',
		);
	}
	if (!isSafeUrl(url)) throw new Error('BRAZE_PARITY_URL must begin with https://');
	const settle = Number(given('SETTLE') ?? SETTLE_SECONDS);
	if (!(settle >= 0)) throw new Error('BRAZE_PARITY_SETTLE must be a number of seconds');
	return {
		url,
		key,
		workspace,
		canvas: given('CANVAS'),
		campaign: given('CAMPAIGN'),
		group: given('SUBSCRIPTION_GROUP'),
		settle,
	};
}

/** The key must not travel in the clear, except to this machine. */
function isSafeUrl(url: string): boolean {
	return /^https:\/\/[^/\s@]+$/.test(url) || /^http:\/\/(127\.0\.0\.1|localhost):\d+$/.test(url);
}
