import { userWithBrazeId } from '../people/identifiers';
import { findUser, identityOf } from '../rules/recipients';
import type { SandboxState } from '../state';
import type { EffectiveRecipient, ScheduleRecord } from '../types/deliveries';

/**
 * Why a person gets no scheduled message although it was meant for them: the profile was deleted since, or merged into
 * another one. If the recipient's identifier finds the profile that was kept, that one gets the message, once.
 */
export function goneBy(
	state: SandboxState,
	{ recipients, effectiveRecipients }: ScheduleRecord,
	person: EffectiveRecipient,
): string | undefined {
	if (person.braze_id === undefined || userWithBrazeId(state, person.braze_id)) return undefined;
	const recipient = recipients.find((one) => {
		const { identifier, id } = identityOf(one);
		return identifier === person.identifier && id === person.id;
	});
	const kept = recipient && findUser(state, recipient);
	if (!kept || effectiveRecipients.some(({ braze_id }) => braze_id === kept.braze_id)) return 'no such user';
	person.braze_id = kept.braze_id;
	person.external_id = kept.external_id;
	return undefined;
}
