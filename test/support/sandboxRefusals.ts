import ts from 'typescript';

import { readText } from './files';
import { ownFiles } from './repository';

/** The text of a refusal in the sandbox. `…` stands for what expressions fill in. */
export interface FoundRefusal {
	text: string;
	file: string;
}

/** Files whose functions return the text of a refusal, or nothing. */
const RETURNING =
	/^sandbox\/(people\/(trackRules|identityRules|attributeRules)|rules\/ecommerce|endpoints\/externalIds)\.ts$/;

/** Members with refusal texts that are thrown elsewhere. */
const HANDED_ON = ['unknownId', 'unauthenticated', 'denied'];

const FOLDERS = /^sandbox\/(people|rules|delivery|endpoints)\/\w+\.ts$/;
const OTHERS = ['sandbox/server/pipeline.ts'];

/** All refusals in the sandbox's code: of `new Refusal(…)`, of the catalogs' `refuse(…)`, and of functions that return a text. */
export function refusalsInCode(): FoundRefusal[] {
	return ownFiles()
		.filter((file) => FOLDERS.test(file) || OTHERS.includes(file))
		.flatMap((file) => {
			const source = ts.createSourceFile(file, readText(file) ?? '', ts.ScriptTarget.ES2022, true);
			const texts: string[] = [];
			visit(source, RETURNING.test(file), texts);
			return texts.map((text) => ({ text, file }));
		});
}

function visit(node: ts.Node, returning: boolean, texts: string[]): void {
	if (ts.isNewExpression(node) && /^(Refusal|ParseError)$/.test(node.expression.getText()))
		texts.push(...textsOf(node.arguments?.[1]));
	if (ts.isCallExpression(node) && node.expression.getText() === 'refuse') {
		const [id] = textsOf(node.arguments[0]);
		texts.push(...textsOf(node.arguments[1]).map((text) => `${id}: ${text}`));
	}
	if (ts.isCallExpression(node) && node.expression.getText() === 'refuseSome') {
		const [id] = textsOf(node.arguments[1]);
		texts.push(...textsOf(node.arguments[2]).map((text) => `${id}: ${text}`));
	}
	if (returning && ts.isReturnStatement(node)) texts.push(...textsOf(node.expression).filter(isRefusal));
	if (returning && ts.isArrowFunction(node) && !ts.isBlock(node.body))
		texts.push(...textsOf(node.body).filter(isRefusal));
	if (ts.isPropertyAssignment(node) && HANDED_ON.includes(node.name.getText()))
		texts.push(...textsOf(node.initializer));
	node.forEachChild((child) => visit(child, returning, texts));
}

/** Words, or a code in capitals. */
const isRefusal = (text: string) => /[a-z] |_[A-Z]|_property|_type/.test(text);

/** The texts that an expression can evaluate to, resolving constants of the same file. */
function textsOf(node: ts.Expression | undefined): string[] {
	if (!node) return [];
	if (ts.isStringLiteralLike(node)) return [node.text];
	if (ts.isTemplateExpression(node))
		return [node.head.text + node.templateSpans.map(({ literal }) => `…${literal.text}`).join('')];
	if (ts.isParenthesizedExpression(node)) return textsOf(node.expression);
	if (ts.isConditionalExpression(node)) return [...textsOf(node.whenTrue), ...textsOf(node.whenFalse)];
	if (ts.isBinaryExpression(node)) return [...textsOf(node.left), ...textsOf(node.right)];
	if (ts.isIdentifier(node)) return constant(node);
	return [];
}

function constant(node: ts.Identifier): string[] {
	const found: string[] = [];
	const look = (one: ts.Node): void => {
		if (
			ts.isVariableDeclaration(one) &&
			one.name.getText() === node.text &&
			one.initializer &&
			ts.isStringLiteralLike(one.initializer)
		)
			found.push(one.initializer.text);
		one.forEachChild(look);
	};
	look(node.getSourceFile());
	return found;
}
