import path from 'node:path'
import type { IPluginContext, TaroPlatformBase } from '@tarojs/service'
import wechat from './aria.json'
import alipay from './aria-alipay.json'

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
      platform.template.mergeComponents(ctx, process.env.TARO_ENV === 'alipay' ? alipay : wechat)
      platform.runtimePath = [platform.runtimePath, path.join(__dirname, 'aria-runtime.js')].flat()
    },
  })
}
