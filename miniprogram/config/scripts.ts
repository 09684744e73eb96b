import type { IH5Config } from '@tarojs/taro/types/compile'
import type { Compiler, StatsOptions } from 'webpack'

type Chain = Parameters<NonNullable<IH5Config['webpackChain']>>[0]

/**
 * The syntax that is shipped, packages included. H5 is for the local stage: no older browser opens it. Phones that still
 * get WeChat or Alipay read ES2018: newer syntax of a package would end the whole app there.
 */
export const targetOf = (platform: string): string => (platform === 'h5' ? 'es2022' : 'es2018')

/** esbuild reads TypeScript; Babel would rewrite it, with helpers, for engines that no package of ours runs on. */
export function readByEsbuild({ module }: Chain, target: string): void {
  const script = module.rule('script')
  script.uses.clear()
  script.use('esbuild').loader(require.resolve('esbuild-loader')).options({ target, jsx: 'automatic' })
}

/**
 * H5 needs a step of Taro's own, which is Babel's, for our sources: it finds the functions of Taro that are called, and
 * names attributes as a browser does. To be called before the loader that it stands in is another.
 */
export function findTaroCalls({ module }: Chain, sources: string): void {
  const [babel] = module.rule('script').uses.values()
  if (!babel) throw new Error('Taro reads scripts otherwise than it did')
  const syntax = { babelrc: false, configFile: false, parserOpts: { plugins: ['typescript', 'jsx'] } }
  module
    .rule('taro')
    .test(/\.tsx?$/)
    .include.add(sources)
    .end()
    .use('babel')
    .loader(babel.get('loader'))
    .options({ ...babel.get('options'), ...syntax })
}

/** To read a build's errors Taro asks twice for everything that webpack knows of it: a seventh of the time. */
export function tellErrorsAlone(chain: Chain): void {
  chain.plugin('errors-alone').use(ErrorsAlone)
}

class ErrorsAlone {
  apply(compiler: Compiler): void {
    compiler.hooks.compilation.tap('errors-alone', ({ hooks }) => {
      // Before webpack's own defaults, which are everything.
      hooks.statsNormalize.tap({ name: 'errors-alone', stage: -100 }, (options: StatsOptions) => {
        Object.assign(options, { all: false, errors: true, errorDetails: true, moduleTrace: true, warnings: true })
      })
    })
  }
}
