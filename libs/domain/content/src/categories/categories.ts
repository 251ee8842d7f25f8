/** The subjects of the articles, in the order in which they are shown; a parent stands before its children. */
export const categories = [
  { slug: 'asthma-basics', parent: null, name: { ko: '천식 알기', en: 'Understanding asthma' } },
  { slug: 'symptoms', parent: 'asthma-basics', name: { ko: '증상', en: 'Symptoms' } },
  { slug: 'tests', parent: 'asthma-basics', name: { ko: '검사', en: 'Tests' } },
  { slug: 'treatment', parent: null, name: { ko: '치료', en: 'Treatment' } },
  { slug: 'medicines', parent: 'treatment', name: { ko: '약', en: 'Medicines' } },
  { slug: 'inhalers', parent: 'treatment', name: { ko: '흡입기', en: 'Inhalers' } },
  { slug: 'daily-life', parent: null, name: { ko: '생활 관리', en: 'Daily life' } },
  { slug: 'triggers', parent: 'daily-life', name: { ko: '악화인자', en: 'Triggers' } },
  { slug: 'self-care', parent: 'daily-life', name: { ko: '자기 관리', en: 'Self-care' } },
  { slug: 'emergency', parent: null, name: { ko: '응급', en: 'Emergency' } },
] as const;

export type CategorySlug = (typeof categories)[number]['slug'];

export const categorySlugs = categories.map(({ slug }) => slug);

/** A category and all that lies below it. */
export const subtreeOf = (slug: CategorySlug): CategorySlug[] => [
  slug,
  ...categories.filter(({ parent }) => parent === slug).flatMap((child) => subtreeOf(child.slug)),
];
