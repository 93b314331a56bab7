/** Whether Braze accepts a name of an attribute or a property: it is not empty, and does not begin with a dollar sign. */
export const isDataName = (name: string): boolean => name !== '' && !name.startsWith('$');
