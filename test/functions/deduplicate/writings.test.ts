// Texts in scripts that put no blanks between words, and in scripts that may leave marks out: what is a copy, what is none.
import { describe, expect, test } from 'vitest';
import { compareFacts, factsOf } from '../../../functions/deduplicate/facts.ts';
import {
  hashWords,
  smallestShingles,
  WRITINGS,
  type Writing,
  wordSequenceHash,
} from '../../../functions/deduplicate/shingles.ts';
import { decodeSignature, INDEX_KEYS, signText } from '../../../functions/deduplicate/signature.ts';
import { compareSignatures } from '../../../functions/deduplicate/verify.ts';

const compare = (a: string, b: string) => compareSignatures(signText(a).signature, signText(b).signature);

/** Whether one of two texts is looked for where the other is entered. */
function meet(a: string, b: string): boolean {
  const [one, other] = [signText(a), signText(b)];
  return [...one.keys, ...one.lookupKeys].some((key) => other.keys.includes(key));
}

interface Event {
  article: string;
  /** The same with a few words changed. */
  edited: string;
  /** Another article on the same event. */
  other: string;
}

const EVENTS: Record<string, Event> = {
  Chinese: {
    article:
      '青河市环保局9日通报称，位于城东工业区的一家化工厂当天凌晨发生储罐泄漏，约3吨盐酸流入附近的排水渠，两个社区的1200余名居民被' +
      '紧急疏散，目前没有人员伤亡报告。通报说，凌晨2点10分左右，值班人员发现四号储罐底部阀门破裂，随即拉响警报并报告消防部门。消防' +
      '队赶到现场，用石灰对泄漏的酸液进行中和，并在下游筑起两道临时堤坝。市环保局局长赵卫东表示，河水的酸碱度已经恢复正常，供水没有' +
      '受到影响。这家工厂今年3月曾因设备老化被责令整改。',
    edited:
      '据青河市环保局9日通报，位于城东工业园区的一家化工厂当天凌晨发生储罐泄漏，约3吨盐酸流入附近的排水沟，两个社区的1200余名居民被' +
      '紧急疏散，目前没有人员伤亡报告。通报说，凌晨2点10分左右，值班人员发现四号储罐底部阀门破裂，立即拉响警报并报告消防部门。消防' +
      '队赶到现场，用石灰对泄漏的酸液进行中和，并在下游筑起两道临时堤坝。环保局局长赵卫东说，河水的酸碱度已经恢复正常，供水没有' +
      '受到影响。该工厂今年3月曾因设备老化被责令整改。更多新闻请关注本报。',
    other:
      '“那味道就像有人把一瓶醋倒进你的鼻子里。”出租车司机马建国这样形容星期一清晨的经历。他是青河市城东1000多名被迫离开家的居民之一。' +
      '当地政府说，一家化工厂的储罐漏出了盐酸。没有人受伤，但两个小区的居民直到傍晚才获准回家。环保组织负责人陈思远认为，事故早有预' +
      '兆：今年春天他们就向主管部门递交过照片，储罐上锈迹斑斑。局长赵卫东对记者说，自来水是安全的。不过许多居民并不相信，附近超市的瓶' +
      '装水在中午之前就被抢购一空。',
  },
  Japanese: {
    article:
      '白浜県の港町・潮見市で8日夜、フェリー乗り場の桟橋の一部が崩れ、乗船を待っていた客ら14人が海に落ちた。県警と消防によると、全員が' +
      '救助されたが、3人が骨折などの重傷を負った。事故が起きたのは午後7時40分ごろ。最終便に乗るために列を作っていた客の足元の板が突然' +
      '抜け、長さ約12メートルにわたって桟橋が傾いた。近くで漁の準備をしていた漁師らが小型船を出し、落ちた人を次々に引き上げた。桟橋は' +
      '1978年に建設され、市が管理している。市によると、4月の定期点検では異常は見つからなかったという。',
    edited:
      '白浜県の港町・潮見市で8日夜、フェリー乗り場の桟橋の一部が崩落し、乗船を待っていた客ら14人が海に転落した。県警と消防によると、全員' +
      '救助されたが、3人が骨折などの重傷を負った。事故があったのは午後7時40分ごろ。最終便に乗るために列を作っていた客の足元の板が突然' +
      '抜け、長さ約12メートルにわたり桟橋が傾いた。近くで漁の準備をしていた漁師らが小型船を出し、落ちた人を次々に引き上げた。桟橋は' +
      '1978年に建設され、市が管理。市によると、4月の定期点検では異常は見つからなかったという。',
    other:
      '「助けて、と叫ぶ声があちこちから聞こえた」。8日の夜、潮見市の桟橋にいた大学生の佐野美咲さん（20）は、友人と島へ渡る最終便を待って' +
      'いた。足元がふっと軽くなり、気がつくと冷たい海の中だったという。週末でにぎわう港で起きた桟橋の崩落。14人が海に投げ出され、うち3人' +
      'が大けがをした。老朽化を心配する声は以前からあった。潮風にさらされた鉄の支柱は赤くさびていた。市の予算書によると、補修費は過去5年' +
      '間で4割減らされていた。点検は目で見るだけの簡単なものだったとされる。',
  },
  Thai: {
    article:
      'เจ้าหน้าที่กู้ภัยจังหวัดสายธารเร่งค้นหาผู้สูญหาย 6 คน หลังเกิดดินถล่มทับหมู่บ้านบนภูเขาเมื่อเช้ามืดวันพฤหัสบดี เบื้องต้นพบผู้เสียชีวิตแล้ว 4 ราย และมีบ้านเรือน' +
      'พังเสียหายอย่างน้อย 23 หลัง นายอำเภอภูดอยเปิดเผยว่า ฝนตกหนักต่อเนื่องกันสามวันทำให้ดินอุ้มน้ำไว้ไม่ไหว จึงไหลลงมาจากเนินเขาด้านหลังหมู่บ้านอย่างรวดเร็ว ' +
      'ชาวบ้านส่วนใหญ่กำลังนอนหลับอยู่ ผู้ว่าราชการจังหวัดสั่งตั้งศูนย์พักพิงชั่วคราวที่โรงเรียนประจำตำบล พร้อมขอให้ทหารช่างนำเครื่องจักรหนักเข้าไปเปิดเส้นทาง',
    edited:
      'เจ้าหน้าที่กู้ภัยจังหวัดสายธารเร่งค้นหาผู้สูญหายอีก 6 คน หลังเกิดเหตุดินถล่มทับหมู่บ้านบนภูเขาเมื่อเช้าวันพฤหัสบดี เบื้องต้นพบผู้เสียชีวิตแล้ว 4 ราย และมีบ้านเรือน' +
      'เสียหายอย่างน้อย 23 หลัง นายอำเภอภูดอยกล่าวว่า ฝนตกหนักต่อเนื่องกันสามวันทำให้ดินอุ้มน้ำไว้ไม่ไหว จึงไหลลงมาจากเนินเขาด้านหลังหมู่บ้านอย่างรวดเร็ว ' +
      'ชาวบ้านส่วนใหญ่กำลังนอนหลับ ผู้ว่าราชการจังหวัดสั่งตั้งศูนย์พักพิงชั่วคราวที่โรงเรียนในตำบล พร้อมขอให้ทหารนำเครื่องจักรหนักเข้าไปเปิดเส้นทาง',
    other:
      'ชาวบ้านภูดอยหลายสิบครอบครัวต้องอพยพออกจากพื้นที่เมื่อวันพฤหัสบดีที่ผ่านมา เมื่อภูเขาทั้งลูกดูเหมือนจะเคลื่อนตัวลงมาหาพวกเขา สมชาย ใจกล้า ครูโรงเรียนประถมใน' +
      'หมู่บ้านบอกกับผู้สื่อข่าวว่าเขาเตือนเรื่องนี้มานานแล้ว ตั้งแต่มีการตัดต้นไม้บนเนินเพื่อปลูกข้าวโพด หน่วยกู้ภัยยืนยันตัวเลขผู้เสียชีวิต 4 คน และยังติดต่อคนอีก 6 คน' +
      'ไม่ได้ รัฐมนตรีเดินทางถึงพื้นที่ในช่วงบ่าย เขาสัญญาว่าจะจ่ายเงินเยียวยาให้แก่ครอบครัวผู้ประสบภัยภายในหนึ่งสัปดาห์',
  },
};

describe.each(Object.entries(EVENTS))('in %s', (_, { article, edited, other }) => {
  test('a reprint with a few words changed is a copy, and is found', () => {
    expect(compare(article, edited)!.similarity).toBeGreaterThan(0.6);
    expect(meet(article, edited)).toBe(true);
  });

  test('the first half is a copy, and is found', () => {
    const half = article.slice(0, article.length / 2);
    expect(compare(half, article)).toEqual({ similarity: 1, covered: 1 });
    expect(meet(half, article)).toBe(true);
  });

  test('another article on the same event is none', () => {
    expect(compare(article, other)).toBeNull();
  });

  test('other spacing, line breaks and zero-width spaces change nothing', () => {
    const broken = article.replace(/(.{20}\p{L})(?=\p{L})/gu, '$1\n').replace(/(.{7}\p{L})(?=\p{L})/gu, '$1\u200b');
    expect(signText(broken).keys).toEqual(signText(article).keys);
  });
});

describe('two texts that share most of their syllables are no copies in', () => {
  // Two hundred syllables in another order: what all texts of a language have in common, and no more.
  test.each([
    ['Thai', 'กขคงจชซดตถทนบปผพฟมยรลวสหอ', ['า', 'ิ', 'ี', 'ุ', 'ู', '่า', '้า', 'ั้ง']],
    ['Lao', 'ກຂຄງຈສຊດຕຖທນບປຜພຟມຢລວຫອ', ['າ', 'ິ', 'ີ', 'ຸ', 'ູ', '່າ', '້າ', 'ັງ']],
    ['Khmer', 'កខគឃងចឆជដឋណតថទនបផពមយរលវសហ', ['ា', 'ិ', 'ី', 'ុ', 'ូ', '្រា', 'ោះ', 'ំ']],
    ['Burmese', 'ကခဂငစဆဇညတထဒနပဖဗမယရလဝသဟအ', ['ာ', 'ိ', 'ီ', 'ု', 'ူ', 'ေး', 'င်း', 'ို့']],
  ])('%s', (_, consonants, endings) => {
    const text = (seed: number) => {
      let state = seed;
      const next = (below: number) => {
        state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
        return Math.floor((state / 2 ** 32) * below);
      };
      return Array.from(
        { length: 900 },
        () => consonants[next(consonants.length)]! + endings[next(endings.length)]!,
      ).join('');
    };
    const [one, other] = [text(1), text(2)];
    expect(hashWords(one).writing).toBe(WRITINGS.letters);
    expect(compare(one, other)).toBeNull();
    expect(compare(one, `${one.slice(0, one.length / 2)}${other}`)).not.toBeNull();
    expect(meet(one, other)).toBe(false);
  });
});

describe('reports of one template, by their numbers', () => {
  const quake = (day: string, time: string, place: string, strength: string, depth: string, magnitude: string) =>
    `気象庁によると、${day}日の${time}ごろ、${place}を震源とする地震があり、各地で震度${strength}を観測した。震源の深さは約${depth}キロ、` +
    `地震の規模を示すマグニチュードは${magnitude}と推定される。この地震による津波の心配はない。気象庁は、揺れの強かった地域では落石や崖` +
    '崩れなどが起こりやすくなっているとして、今後の地震活動や雨の状況に注意するよう呼びかけている。';
  const one = quake('3', '午前5時12分', '白浜県沖', '4', '40', '5.1');

  test('are no copies', () => {
    expect(compare(one, quake('19', '午後11時38分', '北里地方', '3', '10', '4.7'))).toBeNull();
  });

  test('are copies when only the words around them differ', () => {
    expect(compare(one, `【速報】${one}会員登録は無料です。`)).not.toBeNull();
  });
});

describe('a number stands at the same place when the characters around it are the same', () => {
  const { ideographs, letters } = WRITINGS;
  test.each([
    ['three ideographs before and two after', ideographs, '共卖出14辆汽', '共卖出31辆汽', 1],
    ['not with another third before', ideographs, '共卖出14辆汽', '已卖出31辆汽', 0],
    ['not with another second after', ideographs, '共卖出14辆汽', '共卖出31辆货', 0],
    ['nine letters before and four after', letters, 'กขคงจฉชซฌ14ญฎฏฐ', 'กขคงจฉชซฌ31ญฎฏฐ', 1],
    ['not with another ninth before', letters, 'กขคงจฉชซฌ14ญฎฏฐ', 'ฮขคงจฉชซฌ31ญฎฏฐ', 0],
    ['not with another fourth after', letters, 'กขคงจฉชซฌ14ญฎฏฐ', 'กขคงจฉชซฌ31ญฎฏฮ', 0],
  ])('%s', (_, writing, a, b, different) => {
    expect(compareFacts(factsOf(a, writing), factsOf(b, writing))).toMatchObject({ same: 0, different });
  });
});

test('words in capitals are facts among ideographs', () => {
  const place = (name: string) => factsOf(`一家名为${name}的公司昨天宣布`, WRITINGS.ideographs);
  expect(compareFacts(place('ORBI'), place('ORBI'))).toMatchObject({ same: 1, different: 0 });
  expect(compareFacts(place('ORBI'), place('VELM'))).toMatchObject({ same: 0, different: 1 });
});

describe('a text counts as written', () => {
  test.each<[string, string, Writing]>([
    ['in words when it has none', ' … ', WRITINGS.words],
    ['in words by most of them', 'the mayor of 青河 spoke', WRITINGS.words],
    ['in words beside fewer ideographs than those would be words', 'one two three four five 市长说不', WRITINGS.words],
    ['in ideographs beside fewer words', 'AI公司昨天说', WRITINGS.ideographs],
    ['in letters beside fewer ideographs', 'นายกรัฐมนตรีกล่าวว่า市', WRITINGS.letters],
    ['in ideographs beside fewer letters', '市长昨天在会上说 นาย', WRITINGS.ideographs],
    ['in words, when syllables are parted by a mark', 'བོད་ཡིག་གི་གསར་འགྱུར', WRITINGS.words],
  ])('%s', (_, text, writing) => {
    expect(hashWords(text).writing).toBe(writing);
  });
});

describe('a signature', () => {
  test.each(Object.entries(EVENTS))('of a %s text is read back from its bytes', (_, { article }) => {
    const { signature, bytes } = signText(article);
    expect(decodeSignature(bytes)).toEqual(signature);
  });

  test('carries in its keys that its shingles are of characters', () => {
    for (const { article } of Object.values(EVENTS)) {
      const { keys } = signText(article);
      expect(keys).toHaveLength(INDEX_KEYS);
      for (const key of keys) expect(key).toMatch(/^2s[0-9a-f]{16}$/);
    }
  });

  test.each([
    ['ideographs', '甲乙丙丁戊己庚辛壬癸子丑寅卯辰', 14],
    ['letters', 'กขฃคฅฆงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝ', 28],
  ])('of too few %s is that of the words as they are', (_, characters, tooFew) => {
    expect(signText(characters.slice(0, tooFew)).signature.kind).toBe('exact');
    expect(signText(characters.slice(0, tooFew)).keys[0]).toMatch(/^1x/);
    expect(signText(characters.slice(0, tooFew + 1)).signature.kind).toBe('sketch');
  });
});

describe('marks that one edition prints and another leaves out', () => {
  const sequence = (text: string) => wordSequenceHash(hashWords(text));

  test.each([
    ['Arabic vowels', 'قَالَ الوَزِيرُ', 'قال الوزير'],
    ['Arabic doubling and the ending of adverbs', 'أيضًا السيّد', 'أيضا السيد'],
    ['the stroke that stretches Arabic words', 'الـوزيـر', 'الوزير'],
    ['Hebrew points', 'שָׁלוֹם', 'שלום'],
  ])('do not count: %s', (_, marked, plain) => {
    expect(sequence(marked)).toBe(sequence(plain));
  });

  test.each([
    ['vowels of scripts that always print them', 'कि', 'की'],
    ['the marks that make other letters of Japanese ones', 'が', 'か'],
  ])('but those of spelling do: %s', (_, a, b) => {
    expect(sequence(a)).not.toBe(sequence(b));
  });
});

describe('a print in the digits of ASCII', () => {
  const hindi = (day: string, members: string, votes: string, year: string, cost: string) =>
    `नगर परिषद ने ${day} मई को पुराने ट्राम डिपो को पुस्तकालय में बदलने का निर्णय लिया। बहस के बाद ${members} में से ${votes} सदस्यों ने योजना के पक्ष में मतदान किया। यह ` +
    `इमारत ${year} में अंतिम ट्राम चलने के बाद से खाली पड़ी है और इसे बेचने की कोशिशें नाकाम रहीं। सफाई पर ${cost} लाख क्राउन खर्च होंगे और काम अगले वसंत में शुरू होगा।`;
  const arabic = (members: string, votes: string, year: string, cost: string) =>
    `قرر مجلس المدينة تحويل مستودع الترام القديم إلى مكتبة عامة ومسبح وصوت ${votes} عضوا من أصل ${members} لصالح الخطة بعد نقاش استمر ساعات ` +
    `طويلة والمبنى مهجور منذ أن سار آخر ترام في عام ${year} وستكلف عملية التنظيف ${cost} مليون كرونة وفقا لتقرير أعده المهندسون ونشر يوم الأربعاء`;

  test.each([
    ['Hindi', hindi('12', '58', '41', '1998', '34'), hindi('१२', '५८', '४१', '१९९८', '३४')],
    ['Arabic', arabic('58', '41', '1998', '3.4'), arabic('٥٨', '٤١', '١٩٩٨', '٣٫٤')],
  ])('is a copy of one in those of its script: %s', (_, one, other) => {
    expect(compare(one, other)).toEqual({ similarity: 1, covered: 1 });
    expect(signText(one).signature).toEqual(signText(other).signature);
    expect(meet(one, other)).toBe(true);
  });

  test('is none when the numbers are others', () => {
    const other = hindi('२६', '३७', '२२', '२००४', '९');
    expect(compare(hindi('12', '58', '41', '1998', '34'), other)).toBeNull();
  });

  test('has its numbers whole among letters that are words', () => {
    expect(hashWords('วันที่ ๔๒').count).toBe(hashWords('วันที่ 42').count);
    expect(factsOf('กขคงจฉชซฌ๑๔ญฎฏฐ', WRITINGS.letters)).toEqual(factsOf('กขคงจฉชซฌ14ญฎฏฐ', WRITINGS.letters));
  });
});

test('the beginning of a long text in letters is as many words long, and found by keys of its own', () => {
  let state = 9;
  const letters = Array.from({ length: 8000 }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return String.fromCharCode(0x0e01 + Math.floor((state / 2 ** 32) * 46));
  }).join('');
  const beginning = hashWords(letters.slice(0, 64 * 4.5));
  const smallest = smallestShingles(beginning, WRITINGS.letters.indexShingle, 2).map((hash) => `2s${hash}`);
  expect(signText(letters).keys).toEqual(expect.arrayContaining(smallest));
});

test('a text of megabytes without a blank is signed in linear time', { timeout: 60_000 }, () => {
  // 5 MB of three bytes a letter; comparing every place with every other would take hours.
  let state = 1;
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return 0x0e01 + Math.floor((state / 2 ** 32) * 46);
  };
  const text = String.fromCharCode(...Array.from({ length: 50_000 }, next)).repeat(34);
  expect(Buffer.byteLength(text)).toBeGreaterThan(5_000_000);
  const { signature, bytes } = signText(text);
  expect(signature).toMatchObject({ kind: 'sketch', writing: WRITINGS.letters });
  expect(bytes.length).toBeLessThan(1000);
});
