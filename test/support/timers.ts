/* eslint-disable @n8n/community-nodes/no-restricted-globals -- tests of what happens meanwhile need real time to pass */

/** Lets real time pass. */
export const pass = async (ms: number): Promise<void> =>
	await new Promise((resolve) => setTimeout(resolve, ms));

/** Lets everything run that is already due. */
export const nextTurn = async (): Promise<void> => await new Promise((resolve) => setImmediate(resolve));

/** Waits until a condition holds. A test that waits in vain ends by its own timeout. */
export async function until(happened: () => boolean): Promise<void> {
	while (!happened()) await pass(5);
}
