/* eslint-disable @n8n/community-nodes/no-restricted-imports -- reads its cases; not part of the node */
import { readdirSync, readFileSync } from 'fs';
import path from 'path';
import { z } from 'zod';

/** A request as JSON. Texts may contain `{{prefix}}`, `{{canvas}}` and the other words of `words.ts`. */
const REQUEST = z
	.object({
		method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']),
		path: z.string().startsWith('/'),
		body: z.record(z.unknown()).optional(),
	})
	.strict();

/** What an answer must be like; what is not mentioned is not compared. */
const EXPECTED = z
	.object({
		status: z.number().int(),
		/** Members and elements that must be there; `{"$is": "string"}`, `{"$like": "regular expression"}` or a value. */
		body: z.unknown().optional(),
		/** Members that must not be there, as paths such as `errors` or `users.0.email`. */
		without: z.array(z.string()).optional(),
	})
	.strict();

const STEP = z.object({ request: REQUEST, expect: EXPECTED, save: z.record(z.string()).optional() }).strict();

const CASE = z
	.object({
		id: z.string().regex(/^[a-z0-9-]+$/),
		/** The rule of the sandbox that this case checks, by its ID in sandbox/evidence. */
		rule: z.string(),
		/** What has to be named in the environment for this case. */
		needs: z.array(z.enum(['canvas', 'campaign', 'group'])).default([]),
		/** Requests that bring about the state; each must be answered with success. */
		state: z.array(REQUEST).default([]),
		request: REQUEST,
		expect: EXPECTED,
		/** Members of the answer to remember under a word, by their paths. */
		save: z.record(z.string()).optional(),
		/** What can be seen afterwards. */
		after: z.array(STEP).default([]),
	})
	.strict();

export type Request = z.infer<typeof REQUEST>;
export type Expected = z.infer<typeof EXPECTED>;
export type Step = z.infer<typeof STEP>;
export type Case = z.infer<typeof CASE>;

/** The cases of a folder of JSON files, each a list, in the order of their names. Throws if one is not well formed. */
export function readCases(folder: string): Case[] {
	const files = readdirSync(folder).filter((name) => name.endsWith('.json'));
	return files.sort().flatMap((name) => {
		const read = z.array(CASE).safeParse(JSON.parse(readFileSync(path.join(folder, name), 'utf8')));
		if (!read.success)
			throw new Error(
				`${name}: ${read.error.issues.map((one) => `${one.path.join('.')} ${one.message}`).join('; ')}`,
			);
		return read.data;
	});
}
