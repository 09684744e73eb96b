import { plainText } from './cell-text'

/** Names that offices use for the same fee. */
const families = [
  ['物业费', '物业管理费', '物业服务费', '物管费', '综合服务费'],
  ['垃圾费', '垃圾清运费', '垃圾处理费', '生活垃圾费', '生活垃圾处理费', '卫生费'],
  ['暖气费', '供暖费', '取暖费', '采暖费', '供热费'],
  ['车位管理费', '停车管理费', '车位服务费'],
  ['公摊费', '公共能耗费', '公摊水电费'],
]

/** The fee items that a file may name: those of the community and those of its own sheets. */
export class FileFees {
  readonly #names = new Set<string>()
  readonly #byNumber = new Map<string, string>()

  constructor(known: readonly string[]) {
    for (const name of known) this.#names.add(name)
  }

  add(name: string, number?: string): void {
    this.#names.add(name)
    if (number !== undefined) this.#byNumber.set(number, name)
  }

  byNumber(number: string): string | undefined {
    return this.#byNumber.get(number)
  }

  /** The fee item of this name, or the only one of its family (物业管理费 for 物业费). */
  find(text: string): string | undefined {
    const name = feeText(text)
    if (this.#names.has(name)) return name
    const family = families.find(names => names.includes(name)) ?? []
    const own = [...this.#names].filter(known => family.includes(feeText(known)))
    return own.length === 1 ? own[0] : undefined
  }

  /** What 已缴至 means where nothing says of which fee: the only one there is, or the property fee. */
  main(): string | undefined {
    const [only] = this.#names
    return this.#names.size === 1 ? only : this.find('物业费')
  }
}

export const feeText = (text: string): string => plainText(text).replace(/\s+/g, '')
