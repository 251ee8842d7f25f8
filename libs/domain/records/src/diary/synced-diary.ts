import type { Database } from '@soomcare/database';

import type { DiaryAnswer, DiaryRouteNames, WriteAnswer } from './diary-entry.routes.ts';
import type { DiaryService } from './diary-entry.service.ts';
import type { DiaryContent } from './diary-kind.ts';

/**
 * One kind for devices that keep copies of it: the schemas of its routes and the service behind them.
 * @param name as the change feed names the kind
 * @param guide what is to be said at once to what a device has written
 */
export const syncedDiary = <Content extends DiaryContent, Values extends object, View extends DiaryAnswer>(
  name: string,
  { body, patch, view }: DiaryRouteNames<Content, View>,
  serviceOn: (database: Database) => DiaryService<Content, Values, View>,
  guide?: WriteAnswer<View>['guide'],
) => ({
  name,
  body,
  patch,
  view,
  ...(guide ? { guide } : {}),
  on(database: Database) {
    const { record, update, remove, restore, listByIds } = serviceOn(database);

    return { create: record, update, remove, restore, listByIds };
  },
});
