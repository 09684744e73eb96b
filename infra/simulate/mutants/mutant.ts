/** One text in one file: `find` stands there exactly once. */
export type Edit = { file: string; find: string; replace: string }

/** A fault that somebody could have written: what it is, and the tests that are nearest to it. */
export type Mutant = { what: string; edits: Edit[]; tests: string[] }

/** A fault of one edit, in a file of functions/src unless its path says otherwise. */
export const mutant = (what: string, file: string, find: string, replace: string, ...tests: string[]): Mutant => ({
  what,
  edits: [{ file: pathOf(file), find, replace }],
  tests: tests.map(pathOf),
})

const pathOf = (path: string) => (/^(shared|functions)\//.test(path) ? path : `functions/src/${path}`)

/** Why an edit does not apply to a text, or nothing. */
export function misfit({ find }: Edit, text: string): string | undefined {
  const times = text.split(find).length - 1
  return times === 1 ? undefined : `stands there ${times} times`
}
