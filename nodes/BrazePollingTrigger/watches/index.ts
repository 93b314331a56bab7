import { broadcasts } from './broadcasts';
import { segmentSize } from './segmentSize';
import type { Watch } from './watch';

/** What can be watched, in alphabetical order of the names. */
export const watches: readonly Watch[] = [segmentSize, broadcasts];

export const findWatch = (value: unknown): Watch | undefined =>
	watches.find(({ option }) => option.value === value);
