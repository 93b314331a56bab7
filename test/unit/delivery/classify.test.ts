import { describeFailure } from '../../../nodes/Braze/transport/failure';
import { classifyResponse, messageOf } from '../../../nodes/Braze/transport/classify';
import { answered, unanswered } from '../../support/delivery';

const kindOf = (status: number, body: unknown) => classifyResponse(answered(status, body)).kind;

it.each([
	[200, { message: 'success' }, 'accepted'],
	[201, { message: 'success', errors: ['x'] }, 'accepted'],
	[202, { message: 'queued' }, 'accepted'],
	[204, '', 'accepted'],
	[201, { message: 'Success: no errors' }, 'accepted'],
	[201, { message: 'success with errors' }, 'accepted'],
	[200, { message: 'Read without any errors' }, 'accepted'],
	[200, { title: 'Failure' }, 'accepted'],
	[200, { message: 'failure' }, 'unclear'],
	[200, { message: 'success', success: false }, 'unclear'],
	[200, { success: true }, 'accepted'],
	[200, { status: 'error' }, 'unclear'],
	[200, { status: 'Subscribed' }, 'accepted'],
	[201, { message: "Valid data must be provided in the 'attributes' field" }, 'unclear'],
	[202, { message: 'Error while parsing request body' }, 'unclear'],
	[200, '<html>', 'unclear'],
	[200, '', 'unclear'],
	[201, [1], 'unclear'],
	[201, null, 'unclear'],
	[302, '', 'refused'],
	[400, { message: 'x' }, 'refused'],
	[401, {}, 'refused'],
	[403, {}, 'refused'],
	[404, {}, 'refused'],
	[408, {}, 'unclear'],
	[413, {}, 'refused'],
	[422, {}, 'refused'],
	[429, {}, 'slowDown'],
	[500, {}, 'unclear'],
	[502, '<html>', 'notReached'],
	[503, {}, 'notReached'],
	[504, {}, 'unclear'],
	[520, {}, 'unclear'],
])('judges %s with %j as %s', (status, body, kind) => {
	expect(kindOf(status, body)).toBe(kind);
});

it.each(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'ECONNECTTIMEOUT'])(
	'is sure that %s did not reach Braze',
	(code) => {
		expect(classifyResponse(unanswered(code))).toMatchObject({ kind: 'notReached', lasting: false });
	},
);

it.each([
	'ERR_INVALID_URL',
	'CERT_HAS_EXPIRED',
	'DEPTH_ZERO_SELF_SIGNED_CERT',
	'SELF_SIGNED_CERT_IN_CHAIN',
	'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
	'ERR_TLS_CERT_ALTNAME_INVALID',
])('knows that %s will not get better', (code) => {
	expect(classifyResponse(unanswered(code))).toMatchObject({ kind: 'notReached', lasting: true });
});

it.each(['ECONNRESET', 'ETIMEDOUT', 'ECONNABORTED', 'EPIPE', 'ERR_CANCELED', ''])(
	'does not claim to know what became of a request after "%s"',
	(code) => {
		expect(classifyResponse(unanswered(code)).kind).toBe('unclear');
	},
);

it.each([
	[{ message: 'Invalid Canvas ID' }, 'Invalid Canvas ID'],
	[{ error: 'Error while parsing request body.' }, 'Error while parsing request body.'],
	[{ errors: ['one', { message: 'two' }, { type: 'three' }, { id: 'four' }, 5] }, 'one; two; three; four'],
	[{ message: 'Bad', errors: [{ type: 'x' }] }, 'Bad; x'],
	['<html>', ''],
	[null, ''],
	[{ message: '  ' }, ''],
	[{ message: 'Bad', error: 'Bad', errors: 'Bad' }, 'Bad'],
	[{ errors: { 0: 'No Recipients' } }, 'No Recipients'],
	[{ errors: ['1', '2', '3', '4', '5', '6'] }, '1; 2; 3; 4; 5'],
])('finds the words in %j', (body, words) => {
	expect(messageOf(body)).toBe(words);
});

it('says what can be repeated, and who said what', () => {
	const endpoint = { method: 'POST', path: '/x', permission: 'x' } as const;
	const cureOf = (status: number | undefined, safety: 'idempotent' | 'notIdempotent') =>
		describeFailure({ kind: 'unclear', status, detail: 'words' }, endpoint, safety).resolution;
	expect(cureOf(undefined, 'notIdempotent')).toMatch(/not retried.*words\.$/);
	expect(cureOf(504, 'notIdempotent')).toMatch(/not retried.*Braze said: "words"/);
	expect(cureOf(200, 'notIdempotent')).toMatch(/not retried.*Braze said: "words"/);
	expect(describeFailure({ kind: 'unclear', status: 200, detail: '' }, endpoint).resolution).toMatch(
		/not in Braze's format/,
	);
	expect(cureOf(504, 'idempotent')).toMatch(/Repeating it is safe/);
});
