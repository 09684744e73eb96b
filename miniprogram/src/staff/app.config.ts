export default defineAppConfig({
  pages: ['tabs/today/index', 'tabs/me/index'],
  subPackages: [
    { root: 'repairs', pages: ['order/index', 'here/index'] },
    { root: 'billing', pages: ['round/index', 'meter/index'] },
  ],
  tabBar: {
    color: '#4C544F',
    selectedColor: '#0E6B58',
    backgroundColor: '#FFFFFF',
    borderStyle: 'white',
    list: [
      {
        pagePath: 'tabs/today/index',
        text: '今天',
        iconPath: 'static/tabs/home.png',
        selectedIconPath: 'static/tabs/home-on.png',
      },
      {
        pagePath: 'tabs/me/index',
        text: '我的',
        iconPath: 'static/tabs/me.png',
        selectedIconPath: 'static/tabs/me-on.png',
      },
    ],
  },
  window: {
    navigationStyle: 'default',
    navigationBarTitleText: '邻里员工',
    navigationBarBackgroundColor: '#FFFFFF',
    navigationBarTextStyle: 'black',
    backgroundColor: '#F7F5F0',
    backgroundTextStyle: 'dark',
  },
  requiredPrivateInfos: ['getLocation'],
  permission: { 'scope.userLocation': { desc: '按远近排工单，给现场照片记下位置' } },
  lazyCodeLoading: 'requiredComponents',
})
