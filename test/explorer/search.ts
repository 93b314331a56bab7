import type { Machine } from './machine';
import { brokenIn } from './invariants';
import { World, type Choice, type Scenario } from './world';

/** What a search came to. */
export interface Found {
	readonly states: number;
	readonly ends: number;
	/** What is broken first, and how it comes about. */
	readonly broken?: { readonly what: string; readonly path: readonly Choice[] };
	/** Whether there are more states than were wanted. */
	readonly cut: boolean;
}

/** A state to look at: that of a world after one more event. */
interface Open {
	readonly before: World;
	readonly choice: Choice;
	readonly path: Path;
}

type Path = { readonly choice: Choice; readonly before: Path } | undefined;

/** Looks at every order of events of a scenario; ends at the first one that breaks something. */
export function searchAll(machine: Machine, scenario: Scenario, limit = Infinity): Found {
	const seen = new Set<string>();
	const open: Open[] = [];
	let ends = 0;
	const look = (world: World, path: Path): string | undefined => {
		const key = world.key();
		if (seen.has(key)) return undefined;
		seen.add(key);
		const choices = world.choices();
		for (const choice of choices) open.push({ before: world, choice, path: { choice, before: path } });
		if (choices.length > 0) return undefined;
		ends++;
		return brokenAfter(world);
	};
	look(World.of(machine, scenario), undefined);
	for (let next = open.pop(); next && seen.size < limit; next = open.pop()) {
		const what = look(next.before.after(next.choice), next.path);
		if (what !== undefined)
			return { states: seen.size, ends, broken: { what, path: listOf(next.path) }, cut: false };
	}
	return { states: seen.size, ends, cut: seen.size >= limit };
}

function listOf(path: Path): Choice[] {
	const choices: Choice[] = [];
	for (let step = path; step; step = step.before) choices.unshift(step.choice);
	return choices;
}

/** What is broken in a world that has ended, whichever way it goes on. */
export function brokenAfter(world: World): string | undefined {
	return brokenIn(world.copy(), 'cancel') ?? brokenIn(world.copy(), 'wait');
}

/** A line for each event of a run, for a human being. */
export function story(machine: Machine, scenario: Scenario, path: readonly Choice[]): string[] {
	const world = World.of(machine, scenario);
	const lines = path.map((choice) => {
		const [what, index] = choice;
		const { name = '', request } = what === 'land' || what === 'tick' ? {} : world.executions[index];
		const about = what === 'land' ? world.late[index].text : request ? JSON.stringify(request) : '';
		world.apply(choice);
		return `${what} ${name} ${about}`;
	});
	return [
		...lines,
		...world.runs.map(({ does, token, result }) => `${token} ${does.join(' ')}: ${JSON.stringify(result)}`),
	];
}
