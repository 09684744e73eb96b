import path from 'node:path'
import type { IPluginContext } from '@tarojs/service'

/**
 * Keeps webpack's work between builds, per app. Taro's own `cache` option names a config file that only
 * exists in a one-app project, and then stores nothing.
 */
export default (ctx: IPluginContext, options: { name: string }): void => {
  const root = path.resolve(__dirname, '..')
  ctx.modifyWebpackChain(({ chain }) => {
    chain.cache({
      type: 'filesystem',
      cacheDirectory: path.join(root, '.cache/webpack'),
      name: options.name,
      buildDependencies: {
        config: ['index.ts', 'aria-plugin.ts', 'aria.json', 'aria-alipay.json', 'cache-plugin.ts', 'scripts.ts'].map(
          file => path.join(__dirname, file),
        ),
      },
    })
  })
}
