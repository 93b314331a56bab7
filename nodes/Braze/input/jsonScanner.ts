import { MAX_LEVELS } from './jsonValue';

/** Matches a number, `true`, `false` or `null` that is not part of a longer word. */
const WORD = /(?:true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?)(?![\w.])/y;

/**
 * Matches a piece of what may appear between the quotes of a string: no control character, unescaped quote or
 * backslash. Pieces are limited, because a single match of millions of characters would exhaust the stack.
 */
const LETTERS = /[ !#-[\]-\uffff]{1,10000}|\\(?:["\\/bfnrt]|u[\da-fA-F]{4})/y;

const SPACE = /[ \t\n\r]*/y;

/** A key that an object has twice. */
export interface RepeatedKey {
	readonly name: string;
	/** The position of its second occurrence, from 0. */
	readonly at: number;
}

/** Reads JSON text up to the first invalid character. */
class Scanner {
	at = 0;

	/** The first key that an object repeats. */
	repeated?: RepeatedKey;

	constructor(private readonly text: string) {}

	/** Reads one value. Like the methods below, returns false on an error, whose position is then in `at`. */
	value(): boolean {
		this.take(SPACE);
		const opening = this.text[this.at];
		if (opening === '"') return this.quoted();
		if (opening === '{') return this.object();
		if (opening === '[') return this.members(']', () => this.value());
		return this.take(WORD);
	}

	/** Checks that nothing but white space is left of the text. */
	end(): boolean {
		this.take(SPACE);
		return this.at === this.text.length;
	}

	private object(): boolean {
		const names = new Set<string>();
		return this.members('}', () => this.key(names) && this.sign(':') && this.value());
	}

	private key(names: Set<string>): boolean {
		this.take(SPACE);
		const at = this.at;
		if (!this.quoted()) return false;
		const name = JSON.parse(this.text.slice(at, this.at)) as string;
		if (names.has(name)) this.repeated ??= { name, at };
		names.add(name);
		return true;
	}

	private members(closing: string, member: () => boolean): boolean {
		this.at++;
		if (this.sign(closing)) return true;
		do if (!member()) return false;
		while (this.sign(','));
		return this.sign(closing);
	}

	private quoted(): boolean {
		if (!this.sign('"')) return false;
		while (this.take(LETTERS));
		if (this.text[this.at] !== '"') return false;
		this.at++;
		return true;
	}

	private sign(expected: string): boolean {
		this.take(SPACE);
		if (this.text[this.at] !== expected) return false;
		this.at++;
		return true;
	}

	/** Consumes what the pattern matches here, if anything. */
	private take(pattern: RegExp): boolean {
		pattern.lastIndex = this.at;
		const found = pattern.exec(this.text);
		this.at += found?.[0].length ?? 0;
		return found !== null;
	}
}

/**
 * Finds the first character at which text stops being valid JSON. The parser's own message contains it only in some
 * cases and some versions of Node.js. Returns the length of the text if it ends too early, and `undefined` if it is
 * valid.
 */
export function jsonErrorPosition(text: string): number | undefined {
	const scanner = new Scanner(text);
	return scanner.value() && scanner.end() ? undefined : scanner.at;
}

/** Finds the first key that an object in valid JSON text has twice. Parsers keep only one of its values. */
export function repeatedKey(text: string): RepeatedKey | undefined {
	const scanner = new Scanner(text);
	scanner.value();
	return scanner.repeated;
}

/**
 * Whether JSON text, valid or not, nests lists and objects more than {@link MAX_LEVELS} deep. Brackets in strings don't
 * count.
 */
export function isTooDeep(text: string): boolean {
	if (text.length <= MAX_LEVELS) return false;
	let level = 0;
	let quoted = false;
	for (let at = 0; at < text.length; at++) {
		const letter = text[at];
		if (quoted && letter === '\\') at++;
		else if (letter === '"') quoted = !quoted;
		else if (quoted) continue;
		else if (letter === '{' || letter === '[') level++;
		else if (letter === '}' || letter === ']') level--;
		if (level > MAX_LEVELS) return true;
	}
	return false;
}
