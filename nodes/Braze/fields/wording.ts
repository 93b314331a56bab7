/** The words for a Canvas or campaign in the fields of a trigger endpoint. */
export interface Wording {
	/** In a label: `Canvas`, `Campaign`. */
	readonly title: string;
	/** Within a sentence: `Canvas`, `campaign`. */
	readonly word: string;
	/** The name of the values that messages can use: `Entry Properties`, `Trigger Properties`. */
	readonly properties: string;
}
