import '@tarojs/components/types/common'

/** Our Taro plugin (config/aria-plugin.ts) carries these to the compiled mini-program; H5 makes role and aria-* of them. */
declare module '@tarojs/components/types/common' {
  interface StandardProps {
    ariaRole?:
      | 'button'
      | 'checkbox'
      | 'radio'
      | 'switch'
      | 'tab'
      | 'status'
      | 'alert'
      | 'textbox'
      | 'dialog'
      | 'heading'
      | 'img'
    ariaLabel?: string
    ariaHidden?: boolean
    ariaLive?: 'polite' | 'assertive'
    ariaChecked?: boolean
    /** H5 only: keyboard focus. */
    tabIndex?: number
  }
}
