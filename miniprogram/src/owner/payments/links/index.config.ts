export default definePageConfig({ navigationBarTitleText: '发出的卡片' })
