import type { Target } from './settings';

const UUID = /\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi;
const HEX_ID = /\b[0-9a-f]{24,64}\b/gi;
const EMAIL = /[^\s"'<>@]+@[^\s"'<>@]+\.[a-z]{2,}/gi;

/**
 * Makes the function that takes out of a text what nobody else should read: the key, the host, the workspace's name, the
 * IDs of its Canvas, campaign and group, other IDs and email addresses. Names of this run stay readable.
 */
export function redactor({ key, url, workspace, canvas, campaign, group }: Target, prefix: string) {
	const known: Array<[text: string | undefined, word: string]> = [
		[key, '{{key}}'],
		[url, '{{url}}'],
		[new URL(url).host, '{{host}}'],
		[workspace, '{{workspace}}'],
		[canvas, '{{canvas}}'],
		[campaign, '{{campaign}}'],
		[group, '{{group}}'],
		[prefix, '{{prefix}}'],
	];
	return (text: string): string => {
		let safe = text;
		for (const [one, word] of known) if (one) safe = safe.split(one).join(word);
		return safe
			.replace(UUID, '{{id}}')
			.replace(HEX_ID, '{{id}}')
			.replace(EMAIL, (email) => (email.startsWith('{{prefix}}') ? email : '{{email}}'));
	};
}
