import path from 'node:path'
import type { IPluginContext, TaroPlatformBase } from '@tarojs/service'
import attributes from './aria.json'

/** What Taro's types leave out of a mini-program platform. */
type MiniPlatform = TaroPlatformBase & {
  template?: { mergeComponents: (ctx: IPluginContext, patch: Record<string, Record<string, string>>) => void }
}

/**
 * Lets aria-* reach the compiled mini-program: Taro 4.2 drops attributes that its templates do not name.
 * The template and the runtime number attributes by the same sorted list, so both get the same patch.
 */
export default (ctx: IPluginContext): void => {
  ctx.registerMethod({
    name: 'onSetupClose',
    fn(platform: MiniPlatform) {
      if (!platform.template) return
      platform.template.mergeComponents(ctx, attributes)
      platform.runtimePath = [platform.runtimePath, path.join(__dirname, 'aria-runtime.js')].flat()
    },
  })
}
