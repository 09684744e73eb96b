import type { IH5Config } from '@tarojs/taro/types/compile'
import type { Compiler, StatsOptions } from 'webpack'

type Chain = Parameters<NonNullable<IH5Config['webpackChain']>>[0]

/** H5 is for the local stage: no older browser opens it. */
export const target = 'es2022'

/**
 * Half of a build would go into syntax that every browser of today reads as it is: esbuild leaves it. Of Babel only Taro's
 * own step is left, for our sources: it finds the functions that are called, and names attributes as a browser does.
 */
export function readByEsbuild({ module }: Chain, sources: string): void {
  const script = module.rule('script')
  const [babel] = script.uses.values()
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
  script.uses.clear()
  script.use('esbuild').loader(require.resolve('esbuild-loader')).options({ target, jsx: 'automatic' })
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
