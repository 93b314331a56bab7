import { mistypedName, similarNames } from '../../../nodes/Braze/input/similarNames';

it.each<[string, string[], string[]]>([
	['external_user_id', ['id', 'name', 'city'], ['id']],
	['external_user_id', ['city', 'user_id', 'id', 'externalUserId'], ['externalUserId', 'user_id', 'id']],
	['id', ['External User ID', 'mail'], ['External User ID']],
	['email', ['mail', 'e-mail', 'name'], ['e-mail', 'mail']],
	['loyall', ['loyal', 'royal_mail', 'vip'], ['loyal']],
	['first_name', ['firstname', 'last_name', 'nickname'], ['firstname', 'last_name']],
	['time', ['city', 'type'], []],
	['größe', ['Grösse', 'größe_cm'], ['größe_cm']],
	['id', ['a_id', 'b_id', 'c_id', 'd_id'], ['a_id', 'b_id', 'c_id']],
	['-', ['', '_'], []],
])('takes %s for one of %j', (wanted, given, found) => {
	expect(similarNames(wanted, given)).toEqual(found);
});

it.each<[string, string[], string | undefined]>([
	['loyall', ['loyal', 'royal_mail'], 'loyal'],
	['seat', ['seats', 'seat_row'], 'seats'],
	['FirstName', ['first_name', 'last_name'], 'first_name'],
	['finished_tuor', ['finished_tour', 'finished_tours'], 'finished_tour'],
	['user_id', ['id'], undefined],
	['score_2', ['score_1'], undefined],
	['plan', ['city'], undefined],
])('takes %s for a mistyped one of %j', (written, known, meant) => {
	expect(mistypedName(known)(written)).toBe(meant);
});
