import { fieldsReadBy, whatItemHas } from '../../../nodes/Braze/input/itemFields';

const many = Object.fromEntries(Array.from({ length: 9 }, (_, index) => [`column${index}`, index]));

it.each<[string, Record<string, unknown>, string[], string]>([
	['those with similar names', { id: 1, name: 'Ada' }, ['external_user_id'], "The item has 'id'."],
	['all, if none is similar', { plan: 'pro', city: 'Rome' }, ['id'], "The item has 'plan', 'city'."],
	['no long lists', many, ['id'], ''],
	['that there is none', {}, ['id'], 'The item has no fields.'],
	['nothing of a field that is there', { id: 7 }, ['id'], ''],
	['those beside a field that is empty', { id: null, user_id: 7 }, ['id'], "The item has 'user_id'."],
	['nothing where no field was read', { id: 7 }, [], ''],
])('names %s', (_, json, wanted, text) => {
	expect(whatItemHas(json, wanted)).toBe(text);
});

it.each<[unknown, string[]]>([
	['={{ $json.id }}', ['id']],
	['={{ $json["User ID"] }}-{{ $json?.größe }}', ['User ID', 'größe']],
	[{ recipient: [{ externalUserId: "={{ $json['user'].id }}" }] }, ['user']],
	["={{ $('Start').item.json.id }}", []],
	[undefined, []],
])('finds the fields that %j reads', (parameter, names) => {
	expect(fieldsReadBy(parameter)).toEqual(names);
});
