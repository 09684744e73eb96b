import path from 'node:path'
import vm from 'node:vm'
import { JSDOM } from 'jsdom'
import * as z from 'zod'
import type { Bundle } from './bundle'
import type { Instance } from './instance'

/** What `$gwx` makes of a template and its data; text is a string. */
const Node = z.object({
  tag: z.string(),
  attr: z.record(z.string(), z.unknown()).default({}),
  children: z.array(z.unknown()).default([]),
})

/** What WeChat knows of a rendered element. */
export type Meta = { attrs: Record<string, unknown>; dataset: Record<string, unknown>; owner: Instance }
type Components = { make: (route: string, attrs: Record<string, unknown>) => Instance }

/** The view layer: the compiled templates, rendered to a DOM that can be asked and tapped. */
export class View {
  readonly document: Document
  private readonly realm: vm.Context
  private readonly parse: (text: string) => unknown
  private metas = new WeakMap<Element, Meta>()

  constructor(
    private readonly bundle: Bundle,
    private readonly components: Components,
  ) {
    this.document = new JSDOM('<!doctype html><body></body>').window.document
    this.realm = vm.createContext({
      console: { log() {}, warn() {}, error() {} },
      __WXML_GLOBAL__: {},
      __webview_engine_version__: 0.02,
    })
    vm.runInContext('globalThis.window = globalThis; globalThis.global = globalThis', this.realm)
    vm.runInContext(bundle.compileTemplates(), this.realm, { filename: 'templates.js' })
    this.parse = vm.runInContext('text => JSON.parse(text)', this.realm)
  }

  metaOf = (element: Element): Meta | undefined => this.metas.get(element)

  render(page: Instance): Element {
    this.document.body.textContent = ''
    this.metas = new WeakMap()
    const root = this.document.createElement('wx-page')
    root.setAttribute('route', page.route)
    this.document.body.append(root)
    this.mount(root, this.tree(page), page)
    return root
  }

  private tree(instance: Instance): unknown[] {
    const template: (data: unknown) => unknown = vm.runInContext(
      `$gwx(${JSON.stringify(`${instance.route}.wxml`)})`,
      this.realm,
    )
    return Node.parse(template(this.parse(JSON.stringify(instance.data)))).children
  }

  private mount(parent: Element, children: unknown[], owner: Instance): void {
    for (const child of children) {
      if (child === null || child === undefined) continue
      if (typeof child !== 'object') {
        parent.append(this.document.createTextNode(String(child)))
        continue
      }
      const node = Node.parse(child)
      if (node.tag === 'virtual' || node.tag === 'wx-block') this.mount(parent, node.children, owner)
      else this.mountElement(parent, node, owner)
    }
  }

  private mountElement(parent: Element, { tag, attr: given, children }: z.infer<typeof Node>, owner: Instance): void {
    const element = this.document.createElement(tag)
    // wcc turns aria-label into ariaLabel; selectors and readers know the written form.
    const attr = Object.fromEntries(
      Object.entries(given).map(([name, value]) => [
        name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`),
        value,
      ]),
    )
    const dataset: Record<string, unknown> = {}
    for (const [name, value] of Object.entries(attr)) {
      if (name.startsWith('data-'))
        dataset[name.slice(5).replace(/-(\w)/g, (_, letter: string) => letter.toUpperCase())] = value
      if (value === false || value === null || value === undefined || typeof value === 'object') continue
      element.setAttribute(name.replace(/:/g, ''), value === true ? '' : String(value))
    }
    this.metas.set(element, { attrs: attr, dataset, owner })
    parent.append(element)
    const used = this.bundle.componentsOf(owner.route)[tag.replace(/^wx-/, '')]
    if (used === undefined) return this.mount(element, children, owner)
    const component = this.components.make(
      path.posix.join(path.posix.dirname(owner.route), used).replace(/^\//, ''),
      attr,
    )
    this.mount(element, this.tree(component), component)
  }
}
