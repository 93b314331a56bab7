import type { DateTime } from 'luxon';

const ENGLISH = { locale: 'en' };

/** A day as people read it: `26 Nov 2026`. */
export const dayText = (at: DateTime): string => at.toFormat('d MMM yyyy', ENGLISH);

/** A day and time as people read it: `26 Nov 2026, 09:00`. Seconds appear only if they are not zero. */
export const momentText = (at: DateTime): string =>
	at.toFormat(at.second === 0 ? 'd MMM yyyy, HH:mm' : 'd MMM yyyy, HH:mm:ss', ENGLISH);
