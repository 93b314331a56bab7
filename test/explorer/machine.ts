/* eslint-disable @n8n/community-nodes/no-dangerous-functions -- runs this repository's own code, changed on purpose */
import { transformSync } from 'esbuild';

import type * as BulkChanging from '../../nodes/Braze/scheduleKeys/protocol/bulkChanging';
import type * as BulkScheduling from '../../nodes/Braze/scheduleKeys/protocol/bulkScheduling';
import type * as Changing from '../../nodes/Braze/scheduleKeys/protocol/changing';
import type * as Claiming from '../../nodes/Braze/scheduleKeys/protocol/claiming';
import type * as CleanUp from '../../nodes/Braze/scheduleKeys/protocol/cleanUp';
import type * as Freeing from '../../nodes/Braze/scheduleKeys/protocol/freeing';
import type * as Gate from '../../nodes/Braze/scheduleKeys/protocol/gate';
import type * as Items from '../../nodes/Braze/scheduleKeys/protocol/items';
import type * as Scheduling from '../../nodes/Braze/scheduleKeys/protocol/scheduling';
import { readText } from '../support/files';

/** The protocol as it ships. */
export type Machine = typeof Items &
	typeof Gate &
	typeof Claiming &
	typeof Scheduling &
	typeof BulkScheduling &
	typeof BulkChanging &
	typeof Changing &
	typeof Freeing &
	typeof CleanUp;

/** A change of the shipped code. */
export interface Mutation {
	/** The file in `nodes/Braze/scheduleKeys/protocol/`, without extension. */
	readonly file: string;
	/** The code as it is; must occur exactly once. */
	readonly code: string;
	readonly mutated: string;
}

const FILES = [
	'items',
	'gate',
	'claiming',
	'scheduling',
	'bulkScheduling',
	'bulkChanging',
	'changing',
	'freeing',
	'cleanUp',
];

/** Loads the shipped code, with some of it changed on request. */
export function loadMachine(...mutations: readonly Mutation[]): Machine {
	const loaded = new Map<string, object>();
	const load = (file: string): object => {
		const known = loaded.get(file);
		if (known) return known;
		const module = { exports: {} };
		const { code } = transformSync(mutatedText(file, mutations), { loader: 'ts', format: 'cjs' });
		const find = (name: string): unknown =>
			// eslint-disable-next-line @typescript-eslint/no-require-imports
			name.startsWith('./') ? load(name.slice(2)) : (require(name) as unknown);
		new Function('module', 'require', code)(module, find);
		loaded.set(file, module.exports);
		return module.exports;
	};
	return Object.assign({}, ...FILES.map(load)) as Machine;
}

function mutatedText(file: string, mutations: readonly Mutation[]): string {
	let text = readText(`nodes/Braze/scheduleKeys/protocol/${file}.ts`) ?? '';
	for (const mutation of mutations.filter((one) => one.file === file)) {
		const places = text.split(mutation.code);
		if (places.length !== 2) throw new Error(`${file}.ts has ${places.length - 1} times: ${mutation.code}`);
		text = places.join(mutation.mutated);
	}
	return text;
}
