package han

import "strings"

// common holds the most frequent characters of modern Chinese, both scripts together with [pairs]. In the right encoding about half of a
// text is of these; in the wrong one a few in a hundred.
const common = "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过子说产种面而方后多定行学法所民得经十三之进着等部度家电力里如水化高自二理起小物现实加量都两体制机当使点从业本去把性好应开它合还因由其些然前外天政四日那社义事平形相全表间样与关各重新线内数正心反你明看原又么利比或但质气第向道命此变条只没结解问意建月公无系军很情者最立代想已通并提直题党程展五果料象员革位入常文总次品式活设及管特件长求老头基资边流路级少图山统接知较将组见计别她手角期根论运农指几九区强放决西被干做必战先回则任取据处队南给色光门即保治北造百规热领七海口东导器压志世金增争济阶油思术极交受联什认六共权收证改清己美再采转更单风切打白教速花带安场身车例真务具万每目至达走积示议声报斗完类八离华名确才科张信马节话米整空元况今集温传土许步群广石记需段研界拉林律叫且究观越织装影算低持音众书布复容儿须际商非验连断深难近矿千周委素技备半办青省列习响约支般史感劳便团往酸历市克何除消构府称太准精值号率族维划选标写存候毛亲快效斯院查江型眼王按格养易置派层片始却专状育厂京识适属圆包火住调满县局照参红细引听该铁价严首底液官德随病苏失尔死讲配女黄推显谈罪神艺呢席含企望密批营项防举球英氧势告李台落木帮轮破亚师围注远字材排供河态封另施减树溶怎止案言士均武固叶鱼波视仅费紧爱左章早朝害续轻服试食充兵源判护司足某练差致板田降黑犯负击范继兴似余坚曲输修故城夫够送笔船占右财吃富春职觉汉画功巴跟虽杂飞检吸助升阳互初创抗考投坏策古径换未跑留钢曾端责站简述钱副尽帝射草冲承独令限阿宣环双请超微让控州良轴找否纪益依优顶础载倒房突坐粉敌略客袁冷胜绝析块剂测丝协诉念陈仍罗盐友洋错苦夜刑移频逐靠混母短皮终聚汽村云哪既距卫停烈央察烧迅境若印洲刻括激孔搞甚室待核校散侵吧甲游久菜味旧模湖货损预阻毫普稳乙妈植息扩银语挥酒守拿序纸医缺雨吗针刘啊急唱误训愿审附获茶鲜粮斤孩脱硫肥善龙演父渐血欢械掌歌沙著刚攻谓盾讨晚粒乱燃矛乎杀药宁鲁贵钟煤读班伯香介迫句丰培握兰担弦蛋沉假穿执答乐谁顺烟缩征脸喜松脚困异免背星福买染井概慢怕磁倍祖皇促静补评翻肉践尼衣宽扬棉希伤操垂秋宜氢套督振架亮末宪庆编牛触映雷销诗座居抓裂胞呼娘景威绿晶厚盟衡鸡孙延危胶屋乡临陆顾掉呀灯岁措束耐剧玉赵跳哥季课凯胡额款绍卷齐伟蒸殖永宗苗川炉岩弱零杨奏沿露杆探滑镇饭浓航怀赶库夺伊灵税途灭赛归召鼓播盘裁险康唯录菌纯借糖盖横符私努堂域枪润幅哈竟熟虫泽脑壤碳欧遍侧寨敢彻虑斜薄庭纳弹饲伸折麦湿暗荷瓦塞床筑恶户访塔奇透梁刀旋迹卡氯遇份毒泥退洗摆灰彩卖耗夏择忙铜献硬予繁圈雪函亦抽篇阵阴丁尺追堆雄迎泛爸楼避谋吨野猪旗累偏典馆索秦脂潮爷豆忽托惊塑遗愈朱替纤粗倾尚痛楚谢奋购磨君池旁碎骨监捕弟暴割贯殊释词亡壁顿宝午尘闻揭炮残冬桥妇警综招吴付浮遭徐您摇谷赞箱隔订男吹园纷唐败宋玻巨耕坦荣闭湾键凡驻锅救恩剥凝碱齿截炼麻纺禁废盛版缓净睛昌婚涉筒嘴插岸朗庄街藏姑贸腐奴啦惯乘伙恢匀纱扎辩耳彪臣亿璃抵脉秀萨俄网舞店喷纵寸汗挂洪贺闪柬爆烯津稻墙软勇像滚厘蒙芳肯坡柱荡腿仪旅尾轧冰贡登黎削钻勒逃障氨郭峰币港伏轨亩毕擦莫刺浪秘援株健售股岛甘泡睡童铸汤阀休汇舍牧绕炸哲磷绩朋淡尖启陷柴呈徒颜泪稍忘泵蓝拖洞授镜辛壮锋贫虚弯摩泰幼廷尊窗纲弄隶疑氏宫姐震瑞怪尤琴循描膜违夹腰缘珠穷森枝竹沟催绳忆邦剩幸浆栏拥牙贮礼滤钠纹罢拍咱喊袖埃勤罚焦潜伍墨欲缝姓刊饱仿奖铝鬼丽跨默挖链扫喝袋炭污幕诸弧励梅奶洁灾舟鉴苯讼抱毁懂寒智埔寄届跃渡挑丹艰贝碰拔爹戴码梦芽熔赤渔哭敬颗奔铅仲虎稀妹乏珍申桌遵允隆螺仓魏锐晓氮兼隐碍赫拨忠肃缸牵抢博巧壳兄杜讯诚碧祥柯页巡矩悲灌龄伦票寻桂铺圣恐恰郑趣抬荒腾贴柔滴猛阔辆妻填撤储签闹扰紫砂递戏吊陶伐喂疗瓶婆抚臂摸忍虾蜡邻胸巩挤偶弃槽劲乳邓吉仁烂砖租乌舰伴瓜浅丙暂燥橡柳迷暖牌秧胆详簧踏瓷谱呆宾糊洛辉愤竞隙怒粘乃绪肩籍敏涂熙皆侦悬掘享纠醒狂锁淀恨牲霸爬赏逆玩陵祝秒浙貌"

// pairs are the commonest characters that differ between the scripts, the simplified one first. They fold text for the label and word tables,
// which are written in simplified characters, and tell the two scripts apart.
const pairs = "们們这這个個国國来來时時为為会會发發经經对對过過动動产產种種学學进進着著电電里裡现現实實两兩体體机機当當从從业業应應开開还還" +
	"没沒无無问問间間样樣与與关關线線数數长長将將见見东東车車书書万萬报報话話请請头頭级級员員导導学學习習党黨团團县縣乡鄉区區处處" +
	"办辦务務协協单單双雙变變号號听聽启啟响響围圍图圖圆圓场場块塊坚堅声聲备備复復够夠奖獎妇婦孙孫宁寧宝寶审審宾賓对對寻尋尔爾" +
	"层層岁歲岛島币幣师師帐帳带帶帮幫并並广廣庆慶库庫废廢异異张張弹彈强強归歸录錄忆憶怀懷态態总總恶惡悬懸惊驚惯慣愿願戏戲战戰" +
	"户戶执執扩擴扫掃扬揚护護担擔拟擬择擇挂掛挥揮据據损損换換摄攝敌敵断斷显顯权權条條极極构構标標栏欄树樹检檢楼樓欢歡残殘毕畢" +
	"气氣汉漢汇匯沟溝泽澤洁潔测測济濟浏瀏涛濤润潤涨漲温溫游遊湾灣满滿灭滅灵靈灾災点點热熱爱愛牺犧状狀独獨狱獄环環疗療监監盖蓋" +
	"盘盤眍瞘码碼础礎确確离離称稱稳穩穷窮竞競笔筆简簡类類粮糧紧緊纠糾红紅约約级級纪紀纯純纲綱纳納线線练練组組细細织織终終绍紹" +
	"结結给給络絡绝絕统統继繼绩績续續维維综綜绿綠编編缘緣网網罗羅罚罰职職联聯肃肅胜勝脑腦艺藝节節范範药藥获獲营營虑慮虽雖补補" +
	"装裝规規视視览覽觉覺观觀触觸计計订訂认認讨討让讓训訓议議记記讲講许許论論设設访訪证證评評识識诉訴词詞试試诗詩诚誠话話该該" +
	"详詳语語误誤说說请請诸諸读讀课課调調谁誰谈談谢謝负負贡貢财財责責败敗货貨质質贫貧购購贯貫贵貴费費资資赏賞赛賽赞贊赵趙践踐" +
	"转轉轮輪软軟轻輕载載较較辆輛输輸边邊达達迁遷过過运運这這进進远遠违違连連迟遲适適选選递遞逻邏遗遺邓鄧郑鄭邻鄰释釋针針钟鐘" +
	"钢鋼钱錢铁鐵铜銅银銀链鏈销銷锁鎖错錯锦錦镇鎮镜鏡长長门門闭閉问問闻聞间間阅閱阔闊队隊阳陽阴陰阵陣阶階际際陆陸陈陳险險随隨" +
	"隐隱难難静靜韩韓页頁项項顺順须須顾顧预預领領频頻题題颜顏风風飞飛饭飯馆館马馬驱驅验驗骗騙鱼魚鸟鳥鸡雞鲜鮮齐齊龄齡龙龍龟龜" +
	"后後么麼义義乐樂云雲亚亞亲親仅僅仓倉价價众眾优優伤傷伟偉传傳伦倫体體余餘侧側侦偵储儲儿兒兰蘭兴興养養内內农農军軍写寫" +
	"冲衝决決况況冻凍净淨减減凤鳳创創别別刘劉则則刚剛剧劇剂劑劳勞势勢勋勛励勵劲勁医醫华華协協卖賣卫衛厂廠历歷压壓厅廳厉厲县縣" +
	"参參变變叶葉号號叹嘆吗嗎吓嚇吕呂启啟员員呜嗚咏詠响響哑啞园園坏壞坛壇垄壟垒壘壮壯壳殼处處夹夾夺奪奋奮妈媽娱娛娄婁" +
	"宪憲宫宮宽寬对對导導将將尘塵尝嘗属屬岗崗峡峽币幣干幹广廣应應庙廟庞龐开開张張彻徹征徵径徑忧憂怜憐恳懇恋戀惩懲惨慘懒懶战戰" +
	"扑撲托託扰擾抚撫抛拋抢搶拥擁拦攔拨撥挤擠挚摯捡撿掷擲搅攪摆擺摇搖撑撐无無旧舊昼晝晓曉暂暫术術杂雜杨楊柜櫃栋棟样樣桥橋档檔" +
	"梦夢横橫欧歐毁毀沪滬泪淚泼潑浅淺浓濃涂塗渐漸渔漁滚滾滨濱潜潛澜瀾炉爐炼煉烂爛烛燭烦煩烧燒爷爺牵牽犹猶猎獵猪豬献獻玛瑪珐琺" +
	"畅暢疯瘋痒癢瘫癱盏盞盐鹽矿礦码碼砖磚祸禍种種积積窃竊窝窩筑築签簽篮籃紧緊纤纖纷紛纸紙纹紋纺紡绘繪绕繞绪緒绳繩缓緩缩縮罢罷" +
	"聪聰肠腸肤膚肿腫胀脹胆膽胶膠脏髒脸臉舰艦舱艙艰艱苏蘇苹蘋荐薦荣榮莲蓮萝蘿蒋蔣蓝藍虫蟲蚀蝕袭襲裤褲见見觅覓角角誉譽誓誓订訂" +
	"讯訊讼訟诀訣诊診诈詐询詢诵誦谊誼谋謀谓謂谣謠谦謙谨謹谱譜贝貝贞貞贤賢账賬贩販贪貪贬貶购購贴貼贷貸贸貿贺賀赁賃赋賦赌賭赔賠" +
	"赚賺赢贏跃躍轨軌轩軒辅輔辈輩辑輯辞辭辩辯迈邁迹跡遥遙邮郵郁鬱酝醞采採钥鑰铃鈴铅鉛铺鋪锋鋒锐銳闪閃闲閑闷悶阁閣陕陝陷陷隶隸" +
	"雾霧顶頂顽頑颁頒颂頌饮飲饰飾饱飽饺餃饼餅馈饋驰馳驶駛驻駐骄驕骑騎骤驟鸣鳴鸭鴨麦麥黄黃齿齒咨諮布佈启啓"

// tables are made of the lists above, once.
type tables struct {
	simplified  map[rune]rune // from the traditional one
	traditional map[rune]bool // stands only in traditional text
	plain       map[rune]bool // stands only in simplified text
	common      map[rune]bool // in either script
}

var theTables = makeTables()

func makeTables() tables {
	f := tables{map[rune]rune{}, map[rune]bool{}, map[rune]bool{}, map[rune]bool{}}
	for _, c := range common {
		f.common[c] = true
	}
	p := []rune(pairs)
	for i := 0; i+1 < len(p); i += 2 {
		if p[i] == p[i+1] {
			continue
		}
		f.simplified[p[i+1]], f.traditional[p[i+1]], f.plain[p[i]] = p[i], true, true
		if f.common[p[i]] {
			f.common[p[i+1]] = true
		}
	}
	// These stand in traditional text too, as characters of their own.
	for _, c := range "后里云余干征冲并采布托郁叶游咨着" {
		delete(f.plain, c)
	}
	for _, c := range "著遊徵諮託佈" {
		delete(f.traditional, c)
	}
	return f
}

// Fold folds a text for comparing with tables of words, rune for rune: simplified characters, half-width forms, lower case, blanks as spaces.
func Fold(s string) []rune {
	out := []rune(s)
	for i, c := range out {
		switch {
		case c >= 0xff01 && c <= 0xff5e:
			c -= 0xfee0
		case c == 0xa0 || c == 0x3000 || c == '\t':
			c = ' '
		}
		if c >= 'A' && c <= 'Z' {
			c += 'a' - 'A'
		}
		if s, ok := theTables.simplified[c]; ok {
			c = s
		}
		out[i] = c
	}
	return out
}

// Score returns the share of common Chinese characters and of Chinese punctuation among all characters above ASCII, 0 if there are none. Read
// in its true encoding, news scores 0.4 to 0.8, and in a false one under 0.15.
func Score(s string) float64 {
	all, hits := 0, 0
	for _, c := range s {
		if c < 0x80 {
			continue
		}
		all++
		if theTables.common[c] || strings.ContainsRune("，。、：；！？“”（）《》\u3000\u00a0", c) {
			hits++
		}
		if c == '\ufffd' || c >= 0xe000 && c < 0xf900 {
			hits--
		}
	}
	if all == 0 {
		return 0
	}
	return float64(hits) / float64(all)
}

// Language returns zh-Hans, zh-Hant or en, by the characters of the text; "" if it has neither Han nor Latin letters.
func Language(s string) string {
	han, latin, simplified, traditional := 0, 0, 0, 0
	for _, c := range s {
		switch {
		case isHan(c):
			han++
			if theTables.plain[c] {
				simplified++
			}
			if theTables.traditional[c] {
				traditional++
			}
		case c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z':
			latin++
		}
	}
	switch {
	case han == 0 && latin == 0:
		return ""
	case han*5 < latin:
		return "en"
	case traditional > simplified:
		return "zh-Hant"
	}
	return "zh-Hans"
}

func isHan(c rune) bool {
	return c >= 0x4e00 && c <= 0x9fff || c >= 0x3400 && c <= 0x4dbf || c >= 0x20000 && c <= 0x3ffff || c >= 0xf900 && c <= 0xfaff || c == 0x3007
}
