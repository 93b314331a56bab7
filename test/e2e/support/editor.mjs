// @ts-check

/** @typedef {import('playwright-core').Page} Page */
/** @typedef {import('playwright-core').Locator} Locator */

/** Does what a person does in n8n's editor. */
export class Editor {
	/** @param {Page} page @param {string} address */
	constructor(page, address) {
		this.page = page;
		this.address = address;
	}

	/** An element by n8n's own test id. @param {string} id @param {Page | Locator} [within] */
	part(id, within = this.page) {
		return within.locator(`[data-test-id="${id}"]`);
	}

	/** @param {{ email: string, password: string }} owner */
	async signIn({ email, password }) {
		await this.page.goto(`${this.address}/signin`);
		await this.page.locator('input[name="emailOrLdapLoginId"]').fill(email);
		await this.page.locator('input[type="password"]').fill(password);
		await this.part('form-submit-button').click();
		await this.page.waitForURL((url) => !url.pathname.includes('signin'));
	}

	/** @param {string} id */
	async openWorkflow(id) {
		await this.page.goto(`${this.address}/workflow/${id}`);
		await this.part('canvas-node').first().waitFor();
	}

	/** Opens the form of a node. @param {string} name */
	async openNode(name) {
		await this.page.locator(`[data-test-id="canvas-node"][data-node-name="${name}"]`).dblclick();
		await this.part('parameter-input').first().waitFor();
	}

	async closeNode() {
		await this.part('ndv-close-button').click();
		await this.part('parameter-input').first().waitFor({ state: 'hidden' });
	}

	/** The labels of the open node's fields, from top to bottom. @returns {Promise<string[]>} */
	async fieldLabels() {
		const labels = await this.page
			.locator('[data-test-id="parameter-item"] label, [data-test-id="parameter-item"] .n8n-input-label')
			.allInnerTexts();
		return labels.map((label) => label.split('\n')[0].trim()).filter((label) => label !== '');
	}

	/** The field of a parameter in the open form. @param {string} name */
	field(name) {
		return this.part(`parameter-input-${name}`).first();
	}

	/** Chooses from a drop-down list by the words shown. @param {string} parameter @param {string} words */
	async choose(parameter, words) {
		await this.field(parameter).locator('input').click();
		await this.page.locator('.el-select-dropdown:visible').getByText(words, { exact: true }).click();
	}

	/** Types into a field. @param {string} parameter @param {string} text */
	async type(parameter, text) {
		const field = this.field(parameter);
		await field.locator('input, textarea, [contenteditable="true"]').first().fill(text);
	}

	/** Presses the button that adds a row or a group. @param {string} words */
	async add(words) {
		await this.part('node-parameters').getByText(words, { exact: true }).last().click();
	}

	/**
	 * Adds a row with a name, a type and a value.
	 * @param {string} parameter
	 * @param {{ name: string, type: string, value: string }} row
	 */
	async addAssignment(parameter, { name, type, value }) {
		const rows = this.part(`assignment-collection-${parameter}`);
		await this.part('assignment-collection-drop-area', rows).click();
		const row = this.part('assignment', rows).last();
		// A hint under the field that has the focus would cover what is below it.
		await this.part('assignment-type-select', row).locator('button').click();
		await this.page.getByRole('menuitem', { name: type }).click();
		await this.part('assignment-name', row).locator('input').fill(name);
		const field = this.part('assignment-value', row).locator('input, textarea').first();
		await field.fill(value);
		await field.blur();
	}

	/** The options that can be added to the open node, in order. @returns {Promise<string[]>} */
	async offeredOptions() {
		const list = this.page.getByPlaceholder('Add Option');
		await list.click();
		const offered = this.page.locator('.el-select-dropdown:visible .el-select-dropdown__item');
		await offered.first().waitFor();
		const labels = await offered.allInnerTexts();
		await list.press('Tab');
		return labels.map((label) => label.trim());
	}

	/** Adds an option by its label. @param {string} words */
	async addOption(words) {
		await this.page.getByPlaceholder('Add Option').click();
		await this.page.locator('.el-select-dropdown:visible').getByText(words, { exact: true }).click();
	}

	/** Whether a switch is on. @param {string} parameter */
	async isOn(parameter) {
		return this.field(parameter).locator('input[role="switch"]').isChecked();
	}

	/** Flips an on/off switch. @param {string} parameter */
	async flip(parameter) {
		await this.field(parameter).locator('.el-switch').click();
	}

	/**
	 * Picks the 15th of next month from the calendar of a field, and gives it back.
	 * @param {string} parameter
	 * @param {string} time such as 09:00:00
	 * @returns {Promise<string>} such as 2026-12-15T09:00:00
	 */
	async pickDate(parameter, time) {
		await this.field(parameter).locator('input').click();
		const calendar = this.page.locator('.el-date-picker:visible');
		await calendar.getByLabel('Next Month').click();
		await calendar.locator('td.available').getByText('15', { exact: true }).click();
		const clock = calendar.getByPlaceholder('Select time');
		await clock.fill(time);
		await clock.press('Enter');
		const picked = await calendar.getByPlaceholder('Select date').inputValue();
		await calendar.locator('.el-picker-panel__footer button').last().click();
		await calendar.waitFor({ state: 'hidden' });
		return `${picked}T${time}`;
	}

	/** Makes a new credential for the open node. @param {(form: Locator) => Promise<void>} fill fills in the form */
	async newCredential(fill) {
		await this.part('node-credentials-select').click();
		await this.part('node-credentials-select-item-new').first().click();
		const form = this.part('editCredential-modal');
		await form.waitFor();
		await fill(form);
		await this.part('credential-save-button', form).click();
	}

	async closeCredential() {
		const form = this.part('editCredential-modal');
		await form
			.locator(
				'.el-dialog__close, [data-test-id="dialog-close-button"], button[aria-label="Close"], button[aria-label="Close this dialog"]',
			)
			.first()
			.click();
		await form.waitFor({ state: 'hidden' });
	}

	/** Picks from the searchable list of a field. @param {string} parameter @param {string} words */
	async pickFromList(parameter, words) {
		const field = this.part(`resource-locator-${parameter}`);
		await this.part('rlc-input', field).click();
		await this.part('rlc-item').first().waitFor();
		await this.part('rlc-search').fill(words);
		await this.page.waitForResponse((answer) => answer.url().includes('resource-locator-results'));
		await this.part('rlc-item').filter({ hasText: words }).first().click();
		return field;
	}

	/** Runs the open node with what precedes it, and waits for its end. @returns {Promise<Locator>} what the output shows: items, or an error */
	async executeStep() {
		// At the end of a run the editor fetches the execution.
		const ended = this.page.waitForResponse((answer) =>
			/\/rest\/executions\/\d+$/.test(new URL(answer.url()).pathname),
		);
		await this.part('node-execute-button').first().click();
		await ended;
		const output = this.part('output-panel');
		await this.part('ndv-items-count', output).waitFor();
		return output;
	}
}
