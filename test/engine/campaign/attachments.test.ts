import { ORDER_SHIPPED_ID } from '../../../sandbox/seeds/campaigns';
import { Bench, stop } from '../../support/bench';
import { byId } from '../../support/kinds';

const bench = new Bench({
	resource: 'campaign',
	operation: 'sendNow',
	campaignId: byId(ORDER_SHIPPED_ID),
	recipients: { recipient: [{ externalUserId: 'user-001' }] },
});

const attached = (...attachment: unknown[]) => ({ options: { attachments: { attachment } } });

const INVOICE = { fileName: 'invoice-1042', url: 'https://files.example.com/invoice-1042.pdf' };

it('attaches files, with the credential of those that ask for one', async () => {
	const second = { fileName: 'terms', url: '={{ $json.terms }}', basicAuthCredential: ' file_server ' };
	const items = [{ terms: 'https://files.example.com/terms.pdf' }];
	const result = await bench.run(attached(INVOICE, second), { items });

	expect(stop(result)).toEqual({});
	expect(bench.bodies).toEqual([
		{
			campaign_id: ORDER_SHIPPED_ID,
			recipients: [{ external_user_id: 'user-001' }],
			attachments: [
				{ file_name: 'invoice-1042', url: 'https://files.example.com/invoice-1042.pdf' },
				{
					file_name: 'terms',
					url: 'https://files.example.com/terms.pdf',
					basic_auth_credential: 'file_server',
				},
			],
		},
	]);
});

it('keeps people apart who get different files', async () => {
	const items = ['1', '2'].map((id) => ({ id }));
	const url = '=https://files.example.com/{{ $json.id }}.pdf';
	const recipients = { recipient: [{ externalUserId: '=user-00{{ $json.id }}' }] };
	await bench.run({ recipients, ...attached({ ...INVOICE, url }) }, { items });

	expect(bench.bodies).toMatchObject([
		{
			recipients: [{ external_user_id: 'user-001' }],
			attachments: [{ url: 'https://files.example.com/1.pdf' }],
		},
		{
			recipients: [{ external_user_id: 'user-002' }],
			attachments: [{ url: 'https://files.example.com/2.pdf' }],
		},
	]);
});

it('is none where the row was never filled in', async () => {
	await bench.run({ options: { attachments: {} } });

	expect(bench.bodies).toEqual([
		{ campaign_id: ORDER_SHIPPED_ID, recipients: [{ external_user_id: 'user-001' }] },
	]);
});

it.each([
	['no name', { ...INVOICE, fileName: '' }, "'Attachment 1: File Name' is empty"],
	[
		'a credential that is no name',
		{ ...INVOICE, basicAuthCredential: '={{ ({ a: 1 }) }}' },
		"'Attachment 1: Basic Auth Credential Name' must be text or a number, but is an object with a",
	],
	['no address', { ...INVOICE, url: '={{ $json.missing }}' }, "'Attachment 1: URL' is missing"],
	['half an address', { ...INVOICE, url: 'files/1.pdf' }, `'Attachment 1: URL' is not a URL: "files/1.pdf"`],
])('refuses one with %s', async (_, row, message) => {
	const result = await bench.run(attached(row));

	expect(bench.wire).toEqual([]);
	expect(result.error?.message).toBe(message);
});

const AUDIENCE = { custom_attribute: { custom_attribute_name: 'plan', comparison: 'equals', value: 'pro' } };

it.each([
	['a broadcast', { sendTo: 'broadcast', confirmBroadcast: true }],
	['an audience', { sendTo: 'audience', specifyAudience: 'json', audience: AUDIENCE }],
])('is not possible for %s', async (_, target) => {
	const result = await bench.run({ recipients: undefined, ...target, ...attached(INVOICE) });

	expect(bench.wire).toEqual([]);
	expect(stop(result)).toEqual({
		message: "'Attachments' are not available without recipients",
		description:
			"Braze sends attachments only to named recipients: choose 'Recipients' under 'Send To', or remove the attachments. Nothing was sent.",
	});
});

it('is not offered where Braze takes none: schedules and Canvases', async () => {
	const options = (await import('../../../nodes/Braze/resources')).resources.flatMap(
		({ value, operations }) =>
			operations
				.filter(({ fields }) => JSON.stringify(fields).includes('"attachments"'))
				.map((operation) => `${value}.${operation.value}`),
	);

	expect(options).toEqual(['campaign.sendNow']);
});
