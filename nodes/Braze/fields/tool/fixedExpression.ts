/** What an expression may start from: the clock, and what belongs to the workflow or the instance. */
export const FIXED_ROOTS = ['$now', '$today', '$vars', '$workflow', '$execution'];

/** Constants, and functions whose result depends only on their arguments. */
const PLAIN_ROOTS = new Set(['DateTime', 'Math', 'Number', 'String', 'true', 'false', 'null', 'undefined']);

/**
 * The members that may be read of objects with other content. A Code node can write a model's text into the execution's
 * custom data. The members of `$vars` are named by the instance.
 */
const MEMBERS_OF: Readonly<Record<string, ReadonlySet<string> | 'any'>> = {
	$vars: 'any',
	$workflow: new Set(['id', 'name', 'active']),
	$execution: new Set(['id', 'mode', 'resumeUrl', 'resumeFormUrl']),
};

/**
 * The members that may be read of dates, texts and numbers. None of them leads to other objects, as `constructor`
 * would.
 */
const MEMBERS = new Set(
	`plus minus startOf endOf set setZone setLocale toISO toISODate toISOTime toFormat toMillis toSeconds toUnixInteger toUTC
	toLocaleString toString valueOf diff diffNow as hasSame year month day hour minute second millisecond weekday
	weekNumber weekYear quarter ordinal daysInMonth monthLong monthShort weekdayLong weekdayShort zoneName offset isValid
	fromISO fromFormat fromMillis fromSeconds fromObject now utc local format beginningOf endOfMonth isWeekend
	years quarters months weeks days hours minutes seconds milliseconds
	length trim toLowerCase toUpperCase padStart padEnd slice concat includes startsWith endsWith indexOf split join replace
	replaceAll toFixed round floor ceil trunc abs min max pow`.split(/\s+/),
);

const TOKEN =
	/\s*(?:(?<number>\d+(?:\.\d+)?(?![\w$]))|(?<text>'[^'\\\n]*'|"[^"\\\n]*")|(?<name>[A-Za-z_$][\w$]*)|(?<sign>\.{3}|\?\.|===|!==|==|!=|<=|>=|&&|\|\||\?\?|[-+*/%<>!?:,.(){}[\]]))\s*/y;

const CLOSING: Readonly<Record<string, string>> = { '(': ')', '{': '}', '[': ']' };

interface Token {
	readonly kind: 'number' | 'text' | 'name' | 'sign';
	readonly text: string;
}

/**
 * Whether an expression is certain to return the same in every call, except for the clock. Only what is listed here
 * counts as fixed, because n8n has many names for the input, some of them outdated. Anything that isn't understood is
 * not fixed.
 *
 * @param text a saved parameter with its leading `=`
 */
export function isFixedExpression(text: string): boolean {
	return (text.match(/\{\{[^]*?(\}\}|$)/g) ?? []).every((braced) => {
		const tokens = tokensOf(braced.replace(/^\{\{|\}\}$/g, ''));
		return tokens !== undefined && isFixedCode(tokens);
	});
}

/**
 * Splits code into tokens. Returns `undefined` if it contains anything else, such as an escape, a template or a
 * comment.
 */
function tokensOf(code: string): Token[] | undefined {
	const tokens: Token[] = [];
	if (code.trim() === '' || /\/[/*]/.test(code)) return undefined;
	for (let at = 0; at < code.length; at = TOKEN.lastIndex) {
		TOKEN.lastIndex = at;
		const found = TOKEN.exec(code)?.groups;
		if (!found) return undefined;
		const kind = (['number', 'text', 'name', 'sign'] as const).find((one) => found[one] !== undefined);
		if (kind) tokens.push({ kind, text: found[kind] });
	}
	return tokens;
}

function isFixedCode(tokens: readonly Token[]): boolean {
	const open: string[] = [];
	for (const [index, token] of tokens.entries()) {
		const before = tokens[index - 1] as Token | undefined;
		if (token.kind === 'name' && !isFixedName(tokens, index, open[open.length - 1])) return false;
		if (token.kind !== 'sign') continue;
		if (token.text === '[' && before && isValue(before)) return false;
		if (token.text in CLOSING) open.push(token.text);
		else if (Object.values(CLOSING).includes(token.text) && CLOSING[open.pop() ?? ''] !== token.text)
			return false;
	}
	return open.length === 0;
}

function isFixedName(tokens: readonly Token[], index: number, inside: string | undefined): boolean {
	const { text } = tokens[index];
	const before = tokens[index - 1]?.text;
	const after = tokens[index + 1]?.text;
	if (before === '.' || before === '?.') {
		const own = isMember(tokens, index - 2) ? undefined : MEMBERS_OF[tokens[index - 2]?.text];
		return own === 'any' ? !(text in Object.prototype) : (own ?? MEMBERS).has(text);
	}
	if (inside === '{' && (before === '{' || before === ',') && after === ':') return true;
	if (text in MEMBERS_OF) return after === '.' || after === '?.';
	return FIXED_ROOTS.includes(text) || PLAIN_ROOTS.has(text);
}

const isMember = (tokens: readonly Token[], index: number): boolean =>
	['.', '?.'].includes(tokens[index - 1]?.text ?? '');

/** Whether a bracket after this token would look up a member by a computed name. */
const isValue = ({ kind, text }: Token): boolean =>
	kind !== 'sign' || [')', ']', '}', '.', '?.'].includes(text);
