import type { SandboxState } from '../state';
import type { User } from '../types/people';

/** Creates a profile with the known values, as a first write to an unknown user does. */
export function newUser(state: SandboxState, known: Partial<User>): User {
	state.usersMade += 1;
	const user: User = {
		braze_id: `64d1f0a0c0ffee01${String(state.usersMade).padStart(8, '0')}`,
		user_aliases: [],
		email_subscribe: 'subscribed',
		push_subscribe: 'unsubscribed',
		updated_at: '',
		custom_attributes: {},
		...known,
	};
	state.users.push(user);
	return user;
}
