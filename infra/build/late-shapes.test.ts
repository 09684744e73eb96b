import { describe, expect, test } from 'vitest'
import { withLateShapes } from './late-shapes'

/** The source as it is bundled, without the import that it begins with then. */
const bundled = (source: string) => withLateShapes(source).replace(/^import \{ late .*\n/, '')
const late = (shape: string) => `/* @__PURE__ */ $late(() => (${shape}))`

describe('late are', () => {
  test.each([
    "z.object({ room: z.string(), kind: z.enum(['a']) })",
    "z.string().regex(/^x$/, '编号不对')",
    'z.number().int().min(0)',
    "z.enum(['a', 'b'])",
    'z.array(Room).min(2)',
    "z.discriminatedUnion('kind', [Room, Space])",
    'Room.extend({ pk: z.string() })',
    'Room.pick({ room: true }).extend({})',
    'projection(Row.shape)',
    'reasonText(100)',
    "plainText('说明', 200).optional()",
    'Row.shape',
  ])('a constant %s', shape => {
    expect(bundled(`export const Home = ${shape}\nexport type Home = z.infer<typeof Home>\n`)).toBe(
      `export const Home = ${late(shape)}\nexport type Home = z.infer<typeof Home>\n`,
    )
  })

  test('what endpoints take and give', () => {
    expect(bundled("const api = { list: endpoint({ id: 'x', input: { a: z.string() }, output: page(Room) }) }")).toBe(
      `const api = { list: endpoint({ id: 'x', input: ${late('{ a: z.string() }')}, output: ${late('page(Room)')} }) }`,
    )
  })

  test('summaries of endpoints are left out, of nothing else', () => {
    expect(bundled("const api = { list: endpoint({ id: 'x', summary: '列表', output: page(Room) }) }")).toBe(
      `const api = { list: endpoint({ id: 'x', summary: '', output: ${late('page(Room)')} }) }`,
    )
    expect(bundled("const Row = z.object({})\nconst row = { summary: '合计' }")).toContain("{ summary: '合计' }")
  })

  test('the shape that the contract makes of it', () => {
    expect(bundled('const endpoint = d => ({ ...d, input: z.strictObject(d.input) })')).toBe(
      `const endpoint = d => ({ ...d, input: ${late('z.strictObject(d.input)')} })`,
    )
  })
})

test.each([
  'const text = (most: number) => z.string().max(most)',
  'const rooms = list.map(room => room.id)',
  'const copy = { input: { a: 1 }, output: page(rooms) }',
  'const done = endpoint({ output: Done })',
  'function make() { return z.object({}) }',
])('as it is stays %s', source => {
  expect(withLateShapes(source)).toBe(source)
})
