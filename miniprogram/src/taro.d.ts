import '@tarojs/taro'

declare module '@tarojs/taro' {
  namespace getAppBaseInfo {
    interface Result {
      /** WeChat's font size over its normal one; base library 2.23.4. */
      fontSizeScaleFactor?: number
    }
  }
}
