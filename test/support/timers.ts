/* eslint-disable @n8n/community-nodes/no-restricted-globals -- tests of what happens meanwhile need real time to pass */

/** Lets real time pass. */
export const pass = async (ms: number): Promise<void> => await new Promise((resolve) => setTimeout(resolve, ms));

/** Lets everything run that is due already. */
export const nextTurn = async (): Promise<void> => await new Promise((resolve) => setImmediate(resolve));

/** Runs something later, without waiting for it. */
export const later = (ms: number, run: () => void): void => void setTimeout(run, ms);
