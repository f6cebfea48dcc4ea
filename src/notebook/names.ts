import type { AnyNode, Program } from 'acorn';

/** Names at the top of a cell. */
export interface Names {
  /** What it defines, in their order. */
  readonly defines: readonly string[];
  /** What it uses and neither defines nor declares inside: other cells' names, the kit's, the language's. */
  readonly uses: readonly string[];
  /** Which of those it assigns to, with where. */
  readonly assigns: readonly { readonly name: string; readonly offset: number }[];
}

class Scope {
  readonly names = new Set<string>();
  readonly parent: Scope | null;
  /** Where `var` goes. */
  readonly isFunction: boolean;

  constructor(parent: Scope | null, isFunction: boolean) {
    this.parent = parent;
    this.isFunction = isFunction;
  }

  knows(name: string): boolean {
    return this.names.has(name) || (this.parent?.knows(name) ?? false);
  }

  get forVar(): Scope {
    return this.isFunction || !this.parent ? this : this.parent.forVar;
  }
}

interface Use {
  readonly name: string;
  readonly scope: Scope;
  readonly offset: number;
  readonly assigned: boolean;
}

type Visit = (node: AnyNode, scope: Scope, uses: Use[]) => void;

/** Finds the names of a parsed cell. Names are resolved at the end, since functions and `var` are known before their line. */
export function namesOf(program: Program): Names {
  const top = new Scope(null, true);
  const uses: Use[] = [];
  for (const statement of program.body) visit(statement, top, uses);
  const free = uses.filter(({ name, scope }) => !scope.knows(name));
  return {
    defines: [...top.names],
    uses: [...new Set(free.map(({ name }) => name))],
    assigns: free.filter(({ assigned }) => assigned).map(({ name, offset }) => ({ name, offset })),
  };
}

const visit: Visit = (node, scope, uses) => {
  const own = VISITS[node.type];
  if (own) own(node, scope, uses);
  else visitParts(node, scope, uses);
};

/** Every node inside, in the order of its properties. */
const visitParts: Visit = (node, scope, uses) => {
  for (const part of Object.values(node).flat()) if (isNode(part)) visit(part, scope, uses);
};

function isNode(part: unknown): part is AnyNode {
  return typeof part === 'object' && part !== null && 'type' in part && 'start' in part;
}

const inBlock: Visit = (node, scope, uses) => visitParts(node, new Scope(scope, false), uses);

const inFunction: Visit = (node, scope, uses) => {
  if (
    node.type !== 'FunctionDeclaration' &&
    node.type !== 'FunctionExpression' &&
    node.type !== 'ArrowFunctionExpression'
  ) {
    return;
  }
  if (node.type === 'FunctionDeclaration' && node.id) scope.names.add(node.id.name);
  const inside = new Scope(scope, true);
  if (node.type === 'FunctionExpression' && node.id) inside.names.add(node.id.name);
  if (node.type !== 'ArrowFunctionExpression') inside.names.add('arguments');
  for (const param of node.params) declare(param, inside, inside, uses);
  if (node.body.type === 'BlockStatement') visitParts(node.body, inside, uses);
  else visit(node.body, inside, uses);
};

const inClass: Visit = (node, scope, uses) => {
  if (node.type !== 'ClassDeclaration' && node.type !== 'ClassExpression') return;
  if (node.type === 'ClassDeclaration' && node.id) scope.names.add(node.id.name);
  const inside = new Scope(scope, false);
  if (node.id) inside.names.add(node.id.name);
  if (node.superClass) visit(node.superClass, inside, uses);
  visit(node.body, inside, uses);
};

/** `{ key: value }`, `key = value` of a class and `key() {}`: a key is a name only in brackets. */
const ofKey: Visit = (node, scope, uses) => {
  if (
    node.type !== 'Property' &&
    node.type !== 'PropertyDefinition' &&
    node.type !== 'MethodDefinition'
  ) {
    return;
  }
  if (node.computed) visit(node.key, scope, uses);
  if (node.value) visit(node.value, scope, uses);
};

const nothing: Visit = () => {};

const VISITS: { readonly [Type in AnyNode['type']]?: Visit } = {
  Identifier: (node, scope, uses) => {
    if (node.type === 'Identifier') use(node.name, node.start, scope, uses, false);
  },
  FunctionDeclaration: inFunction,
  FunctionExpression: inFunction,
  ArrowFunctionExpression: inFunction,
  ClassDeclaration: inClass,
  ClassExpression: inClass,
  BlockStatement: inBlock,
  ForStatement: inBlock,
  ForInStatement: (node, scope, uses) => overEach(node, scope, uses),
  ForOfStatement: (node, scope, uses) => overEach(node, scope, uses),
  SwitchStatement: inBlock,
  StaticBlock: (node, scope, uses) => visitParts(node, new Scope(scope, true), uses),
  CatchClause: (node, scope, uses) => {
    if (node.type !== 'CatchClause') return;
    const inside = new Scope(scope, false);
    if (node.param) declare(node.param, inside, inside, uses);
    visit(node.body, inside, uses);
  },
  VariableDeclaration: (node, scope, uses) => {
    if (node.type !== 'VariableDeclaration') return;
    const into = node.kind === 'var' ? scope.forVar : scope;
    for (const { id, init } of node.declarations) {
      declare(id, into, scope, uses);
      if (init) visit(init, scope, uses);
    }
  },
  MemberExpression: (node, scope, uses) => {
    if (node.type !== 'MemberExpression') return;
    visit(node.object, scope, uses);
    if (node.computed) visit(node.property, scope, uses);
  },
  Property: ofKey,
  PropertyDefinition: ofKey,
  MethodDefinition: ofKey,
  AssignmentExpression: (node, scope, uses) => {
    if (node.type !== 'AssignmentExpression') return;
    assign(node.left, scope, uses);
    visit(node.right, scope, uses);
  },
  UpdateExpression: (node, scope, uses) => {
    if (node.type === 'UpdateExpression') assign(node.argument, scope, uses);
  },
  LabeledStatement: (node, scope, uses) => {
    if (node.type === 'LabeledStatement') visit(node.body, scope, uses);
  },
  BreakStatement: nothing,
  ContinueStatement: nothing,
  MetaProperty: nothing,
};

const overEach: Visit = (node, scope, uses) => {
  if (node.type !== 'ForInStatement' && node.type !== 'ForOfStatement') return;
  const inside = new Scope(scope, false);
  if (node.left.type === 'VariableDeclaration') visit(node.left, inside, uses);
  else assign(node.left, inside, uses);
  visit(node.right, inside, uses);
  visit(node.body, inside, uses);
};

function use(name: string, offset: number, scope: Scope, uses: Use[], assigned: boolean): void {
  uses.push({ name, offset, scope, assigned });
}

/** Names of a pattern, declared in a scope; its defaults and keys are used in another. */
function declare(pattern: AnyNode, into: Scope, scope: Scope, uses: Use[]): void {
  eachTarget(pattern, scope, uses, (target) => {
    if (target.type === 'Identifier') into.names.add(target.name);
  });
}

/** Names of a pattern or expression that is assigned to. */
function assign(pattern: AnyNode, scope: Scope, uses: Use[]): void {
  eachTarget(pattern, scope, uses, (target) => {
    if (target.type === 'Identifier') use(target.name, target.start, scope, uses, true);
    else visit(target, scope, uses);
  });
}

function eachTarget(
  pattern: AnyNode,
  scope: Scope,
  uses: Use[],
  act: (target: AnyNode) => void,
): void {
  const again = (part: AnyNode) => eachTarget(part, scope, uses, act);
  switch (pattern.type) {
    case 'ObjectPattern':
      for (const property of pattern.properties) {
        if (property.type === 'RestElement') again(property.argument);
        else {
          if (property.computed) visit(property.key, scope, uses);
          again(property.value);
        }
      }
      return;
    case 'ArrayPattern':
      for (const element of pattern.elements) if (element) again(element);
      return;
    case 'RestElement':
      again(pattern.argument);
      return;
    case 'AssignmentPattern':
      visit(pattern.right, scope, uses);
      again(pattern.left);
      return;
    default:
      act(pattern);
  }
}
