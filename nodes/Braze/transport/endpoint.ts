/** The HTTP side of an operation. `permission` is named in the error when Braze refuses it. */
export interface Endpoint {
	readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
	/** May hold `{names}`, filled in by the request. */
	readonly path: string;
	readonly permission: string;
	/** What a refusal of this endpoint often means, for the error. */
	readonly refusalHint?: string;
}
