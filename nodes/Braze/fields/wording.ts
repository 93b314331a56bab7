/** How the fields of a trigger endpoint name what they are about. */
export interface Wording {
	/** In a label: `Canvas`, `Campaign`. */
	readonly title: string;
	/** Within a sentence: `Canvas`, `campaign`. */
	readonly word: string;
	/** What the values are called that messages can show: `Entry Properties`, `Trigger Properties`. */
	readonly properties: string;
}
