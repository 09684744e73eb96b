export default defineAppConfig({
  pages: ['tabs/home/index', 'tabs/bills/index', 'tabs/me/index', 'tabs/services/index'],
  subPackages: [
    { root: 'billing', pages: ['bill/index', 'statement/index', 'question/index', 'prepay/index', 'vacancy/index'] },
    {
      root: 'payments',
      pages: [
        'confirming/index',
        'paid/index',
        'receipts/index',
        'receipt/index',
        'prepayments/index',
        'all/index',
        'link/index',
        'links/index',
        'share/index',
      ],
    },
    { root: 'invoices', pages: ['list/index', 'request/index', 'invoice/index'] },
    {
      root: 'identity',
      pages: [
        'bind/index',
        'phone/index',
        'invitation/index',
        'letter/index',
        'poster/index',
        'request/index',
        'family/index',
        'type-size/index',
        'privacy/index',
      ],
    },
    { root: 'repairs', pages: ['new/index', 'list/index', 'repair/index'] },
    { root: 'complaints', pages: ['new/index', 'list/index', 'one/index'] },
    { root: 'messages', pages: ['list/index'] },
  ],
  tabBar: {
    color: '#4C544F',
    selectedColor: '#0E6B58',
    backgroundColor: '#FFFFFF',
    borderStyle: 'white',
    list: [
      {
        pagePath: 'tabs/home/index',
        text: '首页',
        iconPath: 'static/tabs/home.png',
        selectedIconPath: 'static/tabs/home-on.png',
      },
      {
        pagePath: 'tabs/bills/index',
        text: '缴费',
        iconPath: 'static/tabs/bills.png',
        selectedIconPath: 'static/tabs/bills-on.png',
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
    // H5 has a title and a way back only when this is said.
    navigationStyle: 'default',
    navigationBarTitleText: '邻里',
    navigationBarBackgroundColor: '#FFFFFF',
    navigationBarTextStyle: 'black',
    backgroundColor: '#F7F5F0',
    backgroundTextStyle: 'dark',
  },
  lazyCodeLoading: 'requiredComponents',
})
