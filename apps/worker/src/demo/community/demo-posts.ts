/** A made-up comment; authors are called by their nicknames in the demo's roster. */
export interface DemoComment {
  readonly author: string;
  readonly body: string;
  readonly hoursLater: number;
  readonly replies?: readonly Omit<DemoComment, 'replies'>[];
}

export const demoPictures = ['air-chart', 'peak-flow-meter', 'rainy-window', 'walking-path'] as const;
/** A drawing in the folder `pictures`. */
export type DemoPicture = (typeof demoPictures)[number];

export interface DemoPost {
  /** Names the post in its id; it never changes. */
  readonly key: string;
  readonly board: 'stories' | 'daily-care' | 'questions';
  readonly author: string;
  readonly hoursAgo: number;
  readonly visibility: 'everyone' | 'members';
  readonly title: string;
  readonly body: string;
  readonly pictures?: readonly DemoPicture[];
  readonly likes: number;
  readonly comments: readonly DemoComment[];
}

/** Everyday life, and nothing that a doctor should say: no dose, no diagnosis, no advice on treatment. */
export const demoPosts: readonly DemoPost[] = [
  {
    key: 'hello',
    board: 'stories',
    author: '구름고래',
    hoursAgo: 1_150,
    visibility: 'members',
    title: '처음 인사드려요',
    body: '일지를 쓴 지 두 달이 되어 갑니다. 매일 아침 최대호기유량을 재고 나면 하루를 시작하는 기분이 들어요. 잘 부탁드립니다.',
    pictures: ['peak-flow-meter'],
    likes: 9,
    comments: [
      { author: '빙하여우', body: '반가워요! 저도 아침에 재는 게 습관이 됐어요.', hoursLater: 2 },
      {
        author: '민트다람쥐',
        body: '어서 오세요. 꾸준히 쓰시는 분을 보면 힘이 나요.',
        hoursLater: 5,
        replies: [{ author: '구름고래', body: '@민트다람쥐 고맙습니다. 같이 꾸준히 써요!', hoursLater: 7 }],
      },
    ],
  },
  {
    key: 'autumn-walk',
    board: 'stories',
    author: '보라두더지',
    hoursAgo: 1_000,
    visibility: 'everyone',
    title: '가을 산책을 다시 시작했어요',
    body: '바람이 선선해져서 저녁마다 동네를 한 바퀴 돕니다. 숨이 편한 날은 조금 더 멀리, 아닌 날은 벤치까지만. 무리하지 않는 게 오래가더라고요.',
    pictures: ['walking-path'],
    likes: 11,
    comments: [
      { author: '서랍속바다', body: '벤치까지만이라는 말이 좋네요. 저도 그렇게 해 볼게요.', hoursLater: 3 },
    ],
  },
  {
    key: 'dust-corner',
    board: 'daily-care',
    author: '졸린올빼미',
    hoursAgo: 800,
    visibility: 'everyone',
    title: '침구 관리, 저는 이렇게 하고 있어요',
    body: '이불은 햇볕에 말리고 베갯잇은 자주 빨아요. 인형은 상자에 넣어 두었습니다. 청소한 날을 일지 메모에 적어 두니 다음 청소 날을 잊지 않게 됐어요.',
    likes: 8,
    comments: [
      { author: '파란풍선', body: '인형 상자, 저도 따라 해 볼래요.', hoursLater: 1 },
      { author: '구름고래', body: '메모에 적는 방법 좋네요!', hoursLater: 20 },
    ],
  },
  {
    key: 'fine-dust-app',
    board: 'daily-care',
    author: '서랍속바다',
    hoursAgo: 700,
    visibility: 'members',
    title: '미세먼지 많은 날 환기는 언제 하세요?',
    body: '요즘 공기 예보를 자주 봅니다. 저는 예보에서 공기가 나은 시간에 잠깐 환기하는데, 다들 어떻게 하시는지 궁금해요.',
    pictures: ['air-chart'],
    likes: 5,
    comments: [
      { author: '빙하여우', body: '저도 예보 보고 짧게 해요.', hoursLater: 4 },
      { author: '민트다람쥐', body: '비 온 뒤에 몰아서 합니다.', hoursLater: 9 },
    ],
  },
  {
    key: 'inhaler-pouch',
    board: 'questions',
    author: '파란풍선',
    hoursAgo: 640,
    visibility: 'members',
    title: '흡입기 챙기는 걸 자꾸 잊어요',
    body: '외출할 때 흡입기를 두고 나가는 날이 있어요. 다들 어디에 두시나요?',
    likes: 4,
    comments: [
      { author: '졸린올빼미', body: '현관 열쇠 옆에 작은 파우치를 두었어요.', hoursLater: 1 },
      {
        author: '보라두더지',
        body: '가방을 바꿔도 되게 파우치째 옮겨요.',
        hoursLater: 6,
        replies: [{ author: '파란풍선', body: '파우치 좋네요. 오늘 바로 준비했어요!', hoursLater: 8 }],
      },
    ],
  },
  {
    key: 'swim',
    board: 'stories',
    author: '구름고래',
    hoursAgo: 505,
    visibility: 'everyone',
    title: '수영 한 달째',
    body: '선생님과 상의하고 수영을 시작했어요. 처음엔 겁이 났는데 이제는 물속이 편안합니다. 운동한 날을 일지에서 찾아보는 재미도 있어요.',
    likes: 12,
    comments: [
      { author: 'Marble Fox', body: '저도 물을 좋아해요. 부럽습니다!', hoursLater: 2 },
      { author: '유리구두한짝', body: '상의하고 시작하셨다니 든든하네요.', hoursLater: 11 },
    ],
  },
  {
    key: 'english-hello',
    board: 'stories',
    author: 'Sleepy Comet',
    hoursAgo: 502,
    visibility: 'members',
    title: 'Hello from a slow morning person',
    body: 'I keep my peak-flow meter next to the kettle. While the water boils I blow, write it down, and only then is there coffee.',
    likes: 7,
    comments: [{ author: 'Wandering Turnip', body: 'Kettle first, coffee later. I like it.', hoursLater: 3 }],
  },
  {
    key: 'workplace',
    board: 'questions',
    author: '빙하여우',
    hoursAgo: 500,
    visibility: 'members',
    title: '회사에 천식이라고 말하셨나요?',
    body: '새 직장에 말을 해야 할지 고민이에요. 먼저 이야기해 보신 분이 계신가요?',
    likes: 6,
    comments: [
      {
        author: '민트다람쥐',
        body: '저는 가까운 동료에게만 먼저 말했어요. 마음이 편해졌습니다.',
        hoursLater: 2,
      },
      { author: '보라두더지', body: '비상시에 흡입기 위치만 알려 두었어요.', hoursLater: 5 },
    ],
  },
  {
    key: 'chart-love',
    board: 'stories',
    author: '서랍속바다',
    hoursAgo: 460,
    visibility: 'everyone',
    title: '한 달 그래프를 보며',
    body: '지난달 그래프를 보니 감기에 걸렸던 주가 한눈에 보이네요. 기억보다 기록이 정확하다는 걸 새삼 느꼈어요.',
    likes: 10,
    comments: [{ author: '구름고래', body: '저도 감기 주간이 뚜렷하게 보였어요.', hoursLater: 1 }],
  },
  {
    key: 'humid',
    board: 'daily-care',
    author: '민트다람쥐',
    hoursAgo: 430,
    visibility: 'members',
    title: '습도계를 샀습니다',
    body: '거실과 방의 습도가 이렇게 다를 줄 몰랐어요. 숫자로 보니 가습기와 환기를 언제 할지 정하기 쉬워졌습니다.',
    likes: 3,
    comments: [],
  },
  {
    key: 'night',
    board: 'questions',
    author: '유리구두한짝',
    hoursAgo: 400,
    visibility: 'members',
    title: '밤에 깬 날은 어떻게 적으세요?',
    body: '새벽에 깬 날을 아침에 적으려니 시간이 헷갈려요. 여러분은 어떻게 적으시나요?',
    likes: 4,
    comments: [
      {
        author: '빙하여우',
        body: '저는 물 마시러 일어난 김에 바로 적어요.',
        hoursLater: 1,
        replies: [{ author: '유리구두한짝', body: '그게 제일 정확하겠네요.', hoursLater: 2 }],
      },
    ],
  },
  {
    key: 'report-day',
    board: 'stories',
    author: '졸린올빼미',
    hoursAgo: 360,
    visibility: 'everyone',
    title: '진료 때 보고서를 보여 드렸어요',
    body: '말로 설명하려면 늘 빠뜨리는 게 있었는데 보고서 한 장으로 이야기가 훨씬 수월했습니다. 다음 진료까지 또 열심히 적어 보려고요.',
    likes: 12,
    comments: [
      { author: '파란풍선', body: '다음 진료 때 저도 가져가야겠어요.', hoursLater: 2 },
      { author: '구름고래', body: '선생님 반응이 궁금해요!', hoursLater: 3 },
    ],
  },
  {
    key: 'camping',
    board: 'daily-care',
    author: '노란우산',
    hoursAgo: 330,
    visibility: 'members',
    title: '캠핑 짐에 꼭 넣는 것',
    body: '흡입기 파우치, 얇은 담요, 그리고 모닥불에서 떨어진 자리. 연기 방향을 보고 텐트를 칩니다.',
    likes: 6,
    comments: [{ author: '빙하여우', body: '연기 방향, 꼭 기억할게요.', hoursLater: 4 }],
  },
  {
    key: 'running',
    board: 'stories',
    author: '노란우산',
    hoursAgo: 290,
    visibility: 'everyone',
    title: '천천히 달리기 모임 어때요',
    body: '빠르게 말고 이야기하며 달릴 수 있는 속도로요. 숨이 찬 날은 걷는 모임입니다.',
    likes: 8,
    comments: [
      { author: '보라두더지', body: '걷는 날에 꼭 갈게요!', hoursLater: 1 },
      { author: '구름고래', body: '이야기하며 달린다는 게 마음에 들어요.', hoursLater: 6 },
    ],
  },
  {
    key: 'cat',
    board: 'questions',
    author: '보라두더지',
    hoursAgo: 260,
    visibility: 'members',
    title: '고양이와 함께 사시는 분 계신가요?',
    body: '털 때문에 고민이 많지만 보낼 생각은 없어요. 함께 지내는 분들의 청소 방법이 궁금합니다.',
    likes: 5,
    comments: [
      { author: '졸린올빼미', body: '침실만은 고양이 출입 금지로 했어요.', hoursLater: 2 },
      { author: '유리구두한짝', body: '저는 알레르기 진료 때 먼저 여쭤봤어요.', hoursLater: 10 },
    ],
  },
  {
    key: 'winter-scarf',
    board: 'daily-care',
    author: '유리구두한짝',
    hoursAgo: 210,
    visibility: 'everyone',
    title: '찬 바람 부는 날의 목도리',
    body: '아침 출근길에는 목도리로 코와 입을 가볍게 덮어요. 찬 공기가 바로 들어오지 않아서 한결 낫습니다. 저한테 그렇다는 이야기예요.',
    likes: 9,
    comments: [{ author: '민트다람쥐', body: '올해는 저도 목도리를 일찍 꺼냈어요.', hoursLater: 3 }],
  },
  {
    key: 'travel',
    board: 'questions',
    author: 'Marble Fox',
    hoursAgo: 170,
    visibility: 'members',
    title: '여행 갈 때 시간대가 바뀌면',
    body: '다음 달에 시차가 있는 곳으로 갑니다. 알림 시간을 어떻게 두시는지, 앱 설정에서 해 보신 분 있나요?',
    likes: 2,
    comments: [
      {
        author: 'Sleepy Comet',
        body: '일정마다 집 시간대인지 지금 있는 곳인지 고를 수 있어요.',
        hoursLater: 5,
        replies: [{ author: 'Marble Fox', body: '찾았어요, 고맙습니다!', hoursLater: 6 }],
      },
    ],
  },
  {
    key: 'salmon-hello',
    board: 'stories',
    author: '은빛연어',
    hoursAgo: 120,
    visibility: 'members',
    title: '가입한 지 일주일',
    body: '처음 며칠은 알림이 어색했는데 이제는 알림보다 제가 먼저 잽니다.',
    likes: 7,
    comments: [{ author: '구름고래', body: '@은빛연어 대단해요! 환영합니다.', hoursLater: 2 }],
  },
  {
    key: 'rain',
    board: 'stories',
    author: '파란풍선',
    hoursAgo: 70,
    visibility: 'everyone',
    title: '비 오는 날의 창가',
    body: '비가 오면 공기가 맑아져서 창가에 오래 앉아 있게 돼요. 오늘 일지에는 짧게 한 줄, “편안함”.',
    pictures: ['rainy-window', 'walking-path'],
    likes: 10,
    comments: [{ author: '은빛연어', body: '저도 오늘은 한 줄만 적었어요.', hoursLater: 1 }],
  },
  {
    key: 'small-goal',
    board: 'stories',
    author: '구름고래',
    hoursAgo: 26,
    visibility: 'members',
    title: '이번 주의 작은 목표',
    body: '빠뜨리지 않고 적기. 거창하지 않아서 지킬 수 있을 것 같아요. 여러분의 이번 주 목표는 무엇인가요?',
    likes: 6,
    comments: [
      { author: '서랍속바다', body: '저는 하루 한 번 산책이요.', hoursLater: 2 },
      { author: '은빛연어', body: '물을 자주 마시기로 했어요.', hoursLater: 5 },
      { author: '빙하여우', body: '@구름고래 저도 빠뜨리지 않고 적기!', hoursLater: 9 },
    ],
  },
];
