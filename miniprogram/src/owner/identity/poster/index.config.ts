export default definePageConfig({ navigationBarTitleText: '加上我的家' })
