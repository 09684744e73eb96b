import type { Answer, Body, Item, Operation } from './wire'

/** The key attributes of a table (`''`) or index, and whether the index carries the keys alone. */
export interface KeyShape {
  hash: string
  range: string
  keysOnly: boolean
}

export interface TableShape {
  table: KeyShape
  indexes: Map<string, KeyShape>
}

/** Reads tables' key schemas from the engine, once each. */
export class TableShapes {
  #known = new Map<string, TableShape>()

  async of(tableName: string, send: (body: Body, operation: Operation) => Promise<Answer>): Promise<TableShape> {
    const known = this.#known.get(tableName)
    if (known) return known
    const { body } = await send({ TableName: tableName }, 'DescribeTable')
    const description: Description | undefined = JSON.parse(JSON.stringify(body.Table ?? null)) ?? undefined
    if (!description) throw new Error(`strict: there is no table ${tableName}`)
    const shape = {
      table: keyShape(description),
      indexes: new Map((description.GlobalSecondaryIndexes ?? []).map(index => [index.IndexName, keyShape(index)])),
    }
    this.#known.set(tableName, shape)
    return shape
  }
}

interface Description {
  KeySchema: { AttributeName: string; KeyType: string }[]
  GlobalSecondaryIndexes?: (Description & { IndexName: string; Projection?: { ProjectionType?: string } })[]
}

function keyShape(description: Description & { Projection?: { ProjectionType?: string } }): KeyShape {
  const of = (type: string) => description.KeySchema.find(key => key.KeyType === type)?.AttributeName ?? ''
  return { hash: of('HASH'), range: of('RANGE'), keysOnly: description.Projection?.ProjectionType === 'KEYS_ONLY' }
}

/** The key of an item, as the wire carries it. */
export function keyOf(item: Item, shape: KeyShape): Item {
  return pick(item, [shape.hash, shape.range])
}

/** One text per item of all tables. */
export function itemId(tableName: string, key: Item, shape: KeyShape): string {
  return JSON.stringify([tableName, key[shape.hash]?.S, key[shape.range]?.S])
}

export function pick(item: Item, names: Iterable<string>): Item {
  const picked: Item = {}
  for (const name of names) {
    const value = item[name]
    if (value !== undefined) picked[name] = value
  }
  return picked
}
