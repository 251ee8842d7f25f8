/**
 * Passwords of ten characters and more that are really used (shorter ones are refused anyway): the long ones of the
 * public lists of leaked passwords, keyboard walks, and Korean words typed on a Latin layout (dkssudgktpdy = 안녕하세요).
 */
const whole = `
1234567890 12345678910 123456789a 0123456789 9876543210 1234512345 1231231231 123123123a 1212121212 1111111111
0000000000 1122334455 1029384756 0987654321 123456789q 123456789z a123456789 q123456789 z123456789 qq123456789
qwertyuiop qwertyuiop[] qwerty12345 qwerty123456 qwer12345678 qwerqwer1234 qwerasdfzxcv qwerasdf1234 1234qwerasdf
qwer1234qwer qwer1234!! qwer1234!@#$ qwe123qwe123 qweasdzxc123 qweasd123456 qazwsxedcrfv qazwsx1234 asdfghjkl; asdfghjkl1
asdfasdf1234 asdf1234asdf asdf12345678 asdfqwer1234 asdfqwerzxcv zxcvbnm123 zxcv1234zxcv zxcvasdfqwer 1q2w3e4r5t
1q2w3e4r5t6y 1q2w3e4r!! 1q2w3e4r1q2w q1w2e3r4t5 q1w2e3r4t5y6 1qaz2wsx3edc 1qazxsw23edc zaq12wsxcde3 zaq1zaq1zaq1 !qaz2wsx#edc
1qaz!qaz1qaz qwertyqwerty qwe123!@#qwe abcd1234567 abc1234567 abcdefg123 abcdefg1234 abcdefghij abc123abc123 abcd1234abcd
aa12345678 aaa123456789 asd123456789 aaaa123456 as12345678 aabbccddee a1b2c3d4e5 a1s2d3f4g5 p@ssw0rd123 p@ssword123 passw0rd123
password12 passwordpassword passpass123 mypassword letmein123 welcome123 welcome1234 iloveyou12 iloveyou123 iloveyou1234
iloveyouso sunshine123 princess123 football123 baseball123 superman123 starwars123 pokemon123 dragon1234 monkey1234
master1234 shadow1234 michael123 jordan2323 charlie123 whatever123 trustno1trustno1 changeme123 default1234 guest12345
administrator admin12345 admin123456 adminadmin root123456 test123456 test12345678 testtest123 testtest1234 user123456 temp123456
internet123 computer123 samsung123 samsung1234 hyundai1234 iphone1234 galaxy1234 naver12345 kakao12345 kakaotalk1 google1234
korea12345 korea20022002 seoul12345 worldcup2002 september1 freedom123 blink18200 linkedin123 facebook123 unknown1234
dkssudgktpdy dkssud1234 tkfkdgody1 tkfkdgody123 tkfkdgody12 tkfkdgo123 tkfkdgo1234 tkfkdgkqslek tkfkdgkqslek1 qlalfqjsgh
qlalfqjsgh1 qlalfqjsgh123 qlqjs12345 qksrkqtmqslek rkskekfk123 rkskekfkakqktk rkawkrkrka didtksrhdiddl eowkdals1234
ghdrlfehd123 eogksalsrnr eogksalsrnr1 alstjr1234 alswl12345 wlgns12345 wjdals1234 tjdals1234 rlaalswl123 dlwlgus1234
whgdkdyd123 whgdkdy123 akwsek1234 rhksflwk123 rhksflwk1234 ghksdud1234 gkrryrkwk123 gkgkgkgkgk zzzz123456 ghgkqrlcks
`;

const stems = [
  'password',
  'passw0rd',
  'p@ssw0rd',
  'welcome',
  'qwerty',
  'asthma',
  'soomcare',
  'soom',
  '숨케어',
  '천식',
  '비밀번호',
];
const endings = [
  '',
  '1',
  '12',
  '123',
  '1234',
  '12345',
  '123456',
  '1234567',
  '12345678',
  '123456789',
  '!',
  '1!',
  '123!',
  '1234!',
  '123!@#',
];
const years = Array.from({ length: 17 }, (_, index) => String(2010 + index));

export const commonPasswords: ReadonlySet<string> = new Set([
  ...whole.trim().split(/\s+/),
  ...stems.flatMap((stem) => [...endings, ...years].map((ending) => `${stem}${ending}`)),
]);

/** What people put behind their own name to make it longer. */
export const commonEndings: readonly string[] = [...endings, ...years];
