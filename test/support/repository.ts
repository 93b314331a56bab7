/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-dangerous-functions -- asks git for the files of this repository */
import { execFileSync } from 'node:child_process';

import * as manifest from '../../package.json';
import { absolute } from './files';

/** A repository on GitHub, by its owner and name. */
export interface Repository {
	owner: string;
	name: string;
}

/** The project's repository. `repository.url` in package.json is the only source of it. */
export function repository(url: string = manifest.repository.url): Repository {
	const [, owner, name] = /^git\+https:\/\/github\.com\/([\w.-]+)\/([\w.-]+)\.git$/.exec(url) ?? [];
	if (!owner || !name)
		throw new Error(
			`repository.url in package.json is not of the form git+https://github.com/OWNER/NAME.git: ${url}`,
		);
	return { owner, name };
}

/** The repository's page. */
export const pageOf = ({ owner, name }: Repository): string => `https://github.com/${owner}/${name}`;

/**
 * Whether a file needs absolute URLs of the repository, because it is read outside of it. These are updated from
 * package.json.
 */
export const needsAddresses = (path: string): boolean =>
	path === 'package.json' ||
	path === '.github/ISSUE_TEMPLATE/config.yml' ||
	/^credentials\/.*\.credentials\.ts$|^nodes\/.*\.node\.json$/.test(path);

/** The text of such a file with all GitHub URLs, which are all the project's own, pointing to the given repository. */
export function withRepository(path: string, text: string, given: Repository): string {
	const addressed = text.replace(/https:\/\/github\.com\/[\w.-]+\/[\w-]+/g, pageOf(given));
	// GitHub's noreply address of an account, because n8n's lint requires an address that is published with the package.
	return path === 'package.json'
		? addressed.replace(/"email": "[^"]*"/, `"email": "${given.owner}@users.noreply.github.com"`)
		: addressed;
}

/** Whether a path is that of a file, or of a folder with files. */
export const isAmong = (files: readonly string[], path: string): boolean =>
	files.some((file) => file === path || file.startsWith(`${path}/`));

/** The files of the repository that git tracks or would add, except lock files. */
export function ownFiles(): string[] {
	const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
		cwd: absolute('.'),
		encoding: 'utf8',
	});
	return listed
		.trim()
		.split('\n')
		.filter((path) => !/(^|\/)package-lock\.json$/.test(path));
}
