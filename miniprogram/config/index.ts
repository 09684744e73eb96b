import path from 'node:path'
import { defineConfig } from '@tarojs/cli'
import type { IH5Config, IMiniAppConfig, PluginItem } from '@tarojs/taro/types/compile'
import { findTaroCalls, readByEsbuild, targetOf, tellErrorsAlone } from './scripts'
import { h5Modules } from './h5-modules'

/** Two apps of one package; each has its own pages under src/<app>, and shares kit, platform and client. */
const apps = ['owner', 'staff']
const app = process.env.APP ?? 'owner'
const platform = process.env.TARO_ENV ?? 'weapp'
if (!apps.includes(app)) throw new Error(`APP must be one of ${apps.join(', ')}, not "${app}"`)

const target = targetOf(platform)
const root = path.resolve(__dirname, '..')
/** Plain TypeScript outside sourceRoot, where webpack sees real paths, not the workspace's link; and a package of newer syntax. */
const compile = {
  include: [path.join(root, 'src'), path.resolve(root, '../shared/src'), path.dirname(require.resolve('zod'))],
}
/** Lengths are plain px (UI kit): 18px must stay 18px on a 360 px phone. */
const postcss = { pxtransform: { enable: false, config: {} }, cssModules: { enable: false } }

const h5: IH5Config = {
  compile,
  postcss,
  publicPath: `/${app}/`,
  staticDirectory: 'static',
  router: { mode: 'hash' },
  output: { clean: true, filename: 'js/[name].[contenthash:8].js', chunkFilename: 'js/[name].[contenthash:8].js' },
  webpackChain(chain) {
    chain.resolve.alias.delete('@tarojs/router$').merge(h5Modules)
    chain.performance.hints(false)
    findTaroCalls(chain, path.join(root, 'src'))
    readByEsbuild(chain, target)
    tellErrorsAlone(chain)
  },
}

const mini: IMiniAppConfig = {
  compile,
  postcss,
  output: { clean: true },
  webpackChain(chain) {
    readByEsbuild(chain, target)
    tellErrorsAlone(chain)
  },
}

/** The API's origin is fixed at build time; the H5 build is served by that same origin. */
export default defineConfig({
  projectName: 'linli',
  framework: 'react',
  designWidth: 375,
  deviceRatio: { 375: 2 },
  sourceRoot: `src/${app}`,
  outputRoot: `dist/${platform}-${app}`,
  plugins: [
    path.join(__dirname, 'aria-plugin.ts'),
    // Not for WeChat: what several subpackages share is copied into each from the cache, with names of an older build.
    ...(platform === 'h5'
      ? [[path.join(__dirname, 'cache-plugin.ts'), { name: `${app}-${process.env.NODE_ENV}` }] satisfies PluginItem]
      : []),
  ],
  defineConstants: {
    LINLI_API_BASE: JSON.stringify(
      process.env.LINLI_API_BASE ?? (platform === 'h5' ? '' : 'https://api.linli.invalid'),
    ),
    LINLI_HOST: JSON.stringify(platform === 'alipay' ? '支付宝' : '微信'),
    LINLI_NAMES_ALIPAY: JSON.stringify(platform !== 'weapp' || process.env.LINLI_WEAPP_ALIPAY === '1'),
  },
  compiler: { type: 'webpack5', prebundle: { enable: false } },
  // A third of its build would go into the last percents of its size.
  ...(platform === 'h5' && {
    jsMinimizer: 'esbuild' as const,
    esbuild: { minify: { enable: true, config: { target } } },
  }),
  cache: { enable: false },
  logger: { quiet: true, stats: false },
  mini,
  h5,
})
