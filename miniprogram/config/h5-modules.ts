import { createRequire } from 'node:module'
import path from 'node:path'

const require_ = createRequire(__filename)
const folderOf = (name: string, from = __dirname): string =>
  path.dirname(require_.resolve(`${name}/package.json`, { paths: [from] }))

/** Taro's H5 runtime expects these two at the root of node_modules; npm may nest them below the package that names them. */
export const h5Modules = {
  '@tarojs/plugin-framework-react': folderOf('@tarojs/plugin-framework-react'),
  '@tarojs/router': folderOf('@tarojs/router', folderOf('@tarojs/taro-h5')),
}
