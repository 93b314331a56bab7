/* eslint-disable @n8n/community-nodes/no-restricted-imports -- Node.js brings checksums and GZIP */
import { crc32, gzipSync } from 'zlib';

/** January 1, 1980, the earliest date of the format. A fixed date makes an archive depend only on its contents. */
const DATE = 0x21;

/** The format version that is needed to read stored files. */
const VERSION = 20;

/**
 * Creates a ZIP archive of uncompressed files (sections 4.3.7, 4.3.12 and 4.3.16 of the specification). It needs no
 * library, because Node.js provides the checksum.
 */
export function zipOf(files: ReadonlyArray<{ name: string; content: Buffer }>): Buffer {
	const local: Buffer[] = [];
	const central: Buffer[] = [];
	let offset = 0;
	for (const { name, content } of files) {
		const title = Buffer.from(name);
		const described = description(content, title);
		const head = Buffer.concat([bytes(4, 0x04034b50), described, title]);
		const rest = Buffer.concat([bytes(2, 0), bytes(2, 0), bytes(2, 0), bytes(4, 0), bytes(4, offset)]);
		central.push(Buffer.concat([bytes(4, 0x02014b50), bytes(2, VERSION), described, rest, title]));
		local.push(head, content);
		offset += head.length + content.length;
	}
	const directory = Buffer.concat(central);
	const end = Buffer.concat([
		bytes(4, 0x06054b50),
		bytes(4, 0),
		bytes(2, files.length),
		bytes(2, files.length),
		bytes(4, directory.length),
		bytes(4, offset),
		bytes(2, 0),
	]);
	return Buffer.concat([...local, directory, end]);
}

/**
 * The part that both headers of a file share: version, flags (UTF-8 names), method, time, date, checksum, sizes,
 * lengths.
 */
const description = (content: Buffer, title: Buffer): Buffer =>
	Buffer.concat([
		bytes(2, VERSION),
		bytes(2, 0x0800),
		bytes(2, 0),
		bytes(2, 0),
		bytes(2, DATE),
		bytes(4, crc32(content)),
		bytes(4, content.length),
		bytes(4, content.length),
		bytes(2, title.length),
		bytes(2, 0),
	]);

/** A little-endian number, as the format requires. */
function bytes(length: 2 | 4, value: number): Buffer {
	const buffer = Buffer.alloc(length);
	buffer.writeUIntLE(value, 0, length);
	return buffer;
}

/** Creates a GZIP file of a text. */
export const gzipOf = (text: string): Buffer => gzipSync(text);
