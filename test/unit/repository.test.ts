import { isAskedTo, readText, writeText } from '../support/files';
import { isAmong, needsAddresses, ownFiles, pageOf, repository, withRepository } from '../support/repository';

/** Whoever publishes the package from another repository changes `repository.url` in package.json, and runs this test with UPDATE_REPOSITORY=1. */

const here = repository();
const files = ownFiles();
const addressed = files.filter(needsAddresses);

it('reads owner and name from the URL, and refuses other forms', () => {
	expect(repository('git+https://github.com/acme/n8n-nodes-x.git')).toEqual({
		owner: 'acme',
		name: 'n8n-nodes-x',
	});
	for (const url of [
		'https://github.com/acme/n8n-nodes-x',
		'git+https://gitlab.com/acme/x.git',
		'git+https://github.com/acme.git',
	]) {
		expect(() => repository(url)).toThrow('OWNER/NAME');
	}
});

it('moves every address in a file to another repository', () => {
	const other = { owner: 'acme', name: 'n8n-nodes-x' };
	for (const path of addressed) {
		const moved = withRepository(path, readText(path) ?? '', other);
		expect(moved).toContain(pageOf(other));
		expect(moved).not.toContain(`${here.owner}/${here.name}`);
		expect(withRepository(path, moved, here)).toBe(readText(path));
	}
	expect(withRepository('package.json', readText('package.json') ?? '', other)).toContain(
		'"acme@users.noreply.github.com"',
	);
});

it('is named in full only where that is needed, and the same everywhere', () => {
	for (const path of addressed) {
		const text = readText(path) ?? '';
		const written = withRepository(path, text, here);
		if (isAskedTo('UPDATE_REPOSITORY')) writeText(path, written);
		else expect(`${path}\n${text}`).toBe(`${path}\n${written}`);
	}
	expect(addressed).toEqual(
		expect.arrayContaining([
			'.github/ISSUE_TEMPLATE/config.yml',
			'credentials/BrazeApi.credentials.ts',
			'nodes/Braze/Braze.node.json',
			'package.json',
		]),
	);
});

it('is named in no other file: links in the documentation are relative', () => {
	const naming = files.filter(
		(path) => !needsAddresses(path) && readText(path)?.includes(`${here.owner}/${here.name}`),
	);
	expect(naming).toEqual([]);
});

it('has a file behind every relative link of the documentation', () => {
	const missing = files
		.filter((path) => path.endsWith('.md'))
		.flatMap((path) => {
			const folder = path.split('/').slice(0, -1);
			const links = [...(readText(path) ?? '').matchAll(/\]\((?!https?:|mailto:|#)([^)#\s]+)/g)].map(
				([, link]) => link,
			);
			return links
				.filter((link) => !isAmong(files, resolved(folder, link)))
				.map((link) => `${path}: ${link}`);
		});
	expect(missing).toEqual([]);
});

/** The path of a link in a file of that folder. */
function resolved(folder: string[], link: string): string {
	const path = [...folder];
	for (const part of link.split('/')) {
		if (part === '..') path.pop();
		else if (part !== '.') path.push(part);
	}
	return path.join('/');
}
