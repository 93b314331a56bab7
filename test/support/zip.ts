/* eslint-disable @n8n/community-nodes/no-restricted-imports -- Node.js inflates what archives hold */
import { inflateRawSync } from 'zlib';

/** The files in a ZIP archive, by its central directory. */
export function filesIn(archive: Buffer): Array<{ name: string; content: string }> {
	const end = archive.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'));
	const count = archive.readUInt16LE(end + 10);
	let at = archive.readUInt32LE(end + 16);
	return Array.from({ length: count }, () => {
		const [method, compressed] = [archive.readUInt16LE(at + 10), archive.readUInt32LE(at + 20)];
		const [nameLength, extra, comment] = [28, 30, 32].map((place) => archive.readUInt16LE(at + place));
		const name = archive.toString('utf8', at + 46, at + 46 + nameLength);
		const local = archive.readUInt32LE(at + 42);
		const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
		const stored = archive.subarray(start, start + compressed);
		at += 46 + nameLength + extra + comment;
		return { name, content: String(method === 0 ? stored : inflateRawSync(stored)) };
	});
}
