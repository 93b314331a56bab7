export { CASES, MUTANTS } from './cases';
export { loadMachine } from './machine';
export { searchAll, story } from './search';
