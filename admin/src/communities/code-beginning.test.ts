import { expect, it } from 'vitest'
import { codeBeginning } from './code-beginning'

it.each([
  ['3栋2单元1501', '3-2-1501'],
  ['3栋', '3-'],
  ['12号楼', '12-'],
  ['a座', 'A-'],
  ['3-2-', '3-2-'],
  ['１', '1'],
])('%s begins %s', (text, beginning) => expect(codeBeginning(text)).toBe(beginning))
