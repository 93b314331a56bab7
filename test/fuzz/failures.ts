/** Expressions that fail in each way n8n knows; each leaves a hole or a broken word in the text around it. */
export const FAILURES = {
	missing: '{{ $json.gone }}',
	path: '{{ $json.gone.deep.deeper }}',
	nothing: '{{ null }}',
	notANumber: "{{ Number('x') }}",
	infinite: '{{ 1 / 0 }}',
	empty: "{{ '' }}",
	blank: "{{ '  ' }}",
	list: '{{ [] }}',
	object: '{{ $json }}',
	invalidDate: "{{ DateTime.fromISO('soon') }}",
	invalidDateText: "{{ DateTime.fromISO('soon').toFormat('yyyy') }}",
	invalidJsDate: "{{ new Date('x') }}",
	failedFunction: '{{ $json.gone.toUpperCase() }}',
	ownError: "{{ JSON.parse('{') }}",
} as const;

export type FailureKind = keyof typeof FAILURES;

/** Those that leave a word that is never data, not even in content. */
export const NEVER_DATA: ReadonlySet<FailureKind> = new Set([
	'object',
	'invalidDate',
	'invalidDateText',
	'infinite',
]);

/** Stands before a failing expression, so that what became of it is found in a request. */
export const HOLE_MARK = 'hole7';
