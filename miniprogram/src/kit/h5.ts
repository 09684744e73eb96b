const isH5 = process.env.TARO_ENV === 'h5'
const isWeapp = process.env.TARO_ENV === 'weapp'

/** Props that only the H5 elements need; on WeChat they would travel with every setData for nothing. */
export const h5Label = (label: string | undefined): { nativeProps?: Record<string, unknown> } =>
  isH5 && label ? { nativeProps: { 'aria-label': label } } : {}

export type Role =
  | 'button'
  | 'checkbox'
  | 'radio'
  | 'switch'
  | 'tab'
  | 'tablist'
  | 'radiogroup'
  | 'status'
  | 'alert'
  | 'textbox'
  | 'dialog'
  | 'heading'
  | 'img'

/** WeChat calls it aria-role; H5 makes aria-label of ariaLabel, but not role of ariaRole, and Alipay says role too. */
export const role = (name: Role): { ariaRole: Role } | { role: Role } => (isWeapp ? { ariaRole: name } : { role: name })

/** A View that is tapped: says so to a screen reader, and takes the keyboard on H5. */
export const tappable = (label?: string, name: Role = 'button') => ({
  ...role(name),
  ...(label ? { ariaLabel: label } : {}),
  ...(isH5 ? { tabIndex: 0 } : {}),
})
