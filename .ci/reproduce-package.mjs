// @ts-check
/**
 * Builds and packs the package again, from a clean copy of the sources in another folder, and fails unless that tarball
 * is the same as the one packed here, byte for byte: anyone can check a published package against its commit. Needs a
 * build. The copy differs in all that must not matter: path, file times, umask, time zone and locale.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const work = mkdtempSync(path.join(tmpdir(), 'reproduce-'));

try {
	const copy = path.join(work, 'in', 'another', 'folder');
	process.umask(0o002);
	copySources(copy);
	const elsewhere = { ...process.env, TZ: 'Pacific/Auckland', LC_ALL: 'C', LANG: 'C' };
	execFileSync('npx', ['gulp', '--silent', 'assemble'], { cwd: copy, stdio: 'inherit', env: elsewhere });
	const [here, there] = [pack(root, 'here', process.env), pack(copy, 'there', elsewhere)];
	if (here.hash === there.hash) {
		console.log(`sha256 ${here.hash}, twice`);
	} else {
		console.error(
			`The tarballs differ:\n${here.hash}\n${there.hash}\nin ${differences(here.folder, there.folder).join(', ') || 'the archive itself'}`,
		);
		process.exitCode = 1;
	}
} finally {
	rmSync(work, { recursive: true, force: true });
}

/** The files that git knows or would add, with the installed tools beside them. @param {string} folder */
function copySources(folder) {
	const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], {
		cwd: root,
		encoding: 'utf8',
	});
	for (const file of listed.split('\0').filter((one) => one !== '' && !one.startsWith('sandbox/'))) {
		cpSync(path.join(root, file), path.join(folder, file), { force: true });
	}
	symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'));
}

/**
 * @param {string} source @param {string} name @param {NodeJS.ProcessEnv} env
 * @returns {{ hash: string, folder: string }} the hash of the tarball, and what it holds
 */
function pack(source, name, env) {
	const folder = path.join(work, name);
	mkdirSync(folder);
	const [{ filename }] = JSON.parse(
		execFileSync('npm', ['pack', '--json', '--loglevel=error', '--pack-destination', work], {
			cwd: source,
			encoding: 'utf8',
			env,
		}),
	);
	const tarball = path.join(work, filename);
	execFileSync('tar', ['-xzf', tarball, '-C', folder]);
	const hash = createHash('sha256').update(readFileSync(tarball)).digest('hex');
	rmSync(tarball);
	return { hash, folder };
}

/** The files that are not the same in both folders. @param {string} one @param {string} other @returns {string[]} */
function differences(one, other) {
	const names = new Set(
		[one, other].flatMap((folder) => readdirSync(folder, { recursive: true, encoding: 'utf8' })),
	);
	return [...names]
		.filter((name) => content(path.join(one, name)) !== content(path.join(other, name)))
		.sort();
}

/** What is in a file, if it is one. @param {string} file */
function content(file) {
	try {
		return readFileSync(file, 'base64');
	} catch (error) {
		return String(/** @type {NodeJS.ErrnoException} */ (error).code);
	}
}
