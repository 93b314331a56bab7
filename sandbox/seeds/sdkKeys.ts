/** An SDK authentication key of an app. */
export interface SdkKey {
	id: string;
	app_id: string;
	rsa_public_key: string;
	description: string;
	is_primary: boolean;
}

export const PUBLIC_KEY = `-----BEGIN PUBLIC KEY-----
MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEA1Q6afVscO1gZdHKee1wc
uHM9/omFjVc2anLuz8xI6m6lBnl0D+DTRB13lu98yH9pwfSKhSAubvSkDl4pQP6H
xDoxELXUtuMqT4jh54AiiKxnse7dbdxpqpIjZxair2kPM/visDUCoxDel1GwRIQF
gdSsO0FfL99RzOIT5uVtAF/H2ousFOckcKC663PYqJMOigyTLE9ZoNr4njUynhQC
Fpu5Np3jkZW+wv+PnZrgF4WSXcXjSmDQvCM9HPrm5lvq9yULzdAGitl0/QbsNBiz
Y/1r2DhIY/CMlyVj24Iw5nA2r+RtszHp08vjd206jY9fZXk5N8hQFJRwRFSvOwyk
vQIDAQAB
-----END PUBLIC KEY-----`;

export const PRIMARY_ID = '9b0e3d5f-52ab-4e06-8c41-7a9e0b3d5f10';

export const OLD_ID = '9b0e3d5f-52ab-4e06-8c41-7a9e0b3d5f11';

/** The keys of an app: a primary one, and one that is to be deleted. */
export const seedSdkKeys = (app_id: string): SdkKey[] => [
	{ id: PRIMARY_ID, app_id, rsa_public_key: PUBLIC_KEY, description: 'Key of 2026', is_primary: true },
	{ id: OLD_ID, app_id, rsa_public_key: PUBLIC_KEY, description: 'Key of 2025', is_primary: false },
];
