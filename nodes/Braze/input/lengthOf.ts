/** The number of characters in a text, as Braze counts: an emoji outside the first 65,536 characters of Unicode is one, not two. */
export const lengthOf = (text: string): number => [...text].length;
