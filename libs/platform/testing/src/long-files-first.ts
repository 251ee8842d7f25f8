import { BaseSequencer, type TestSpecification } from 'vitest/node';

const LONG = /\/e2e\/|\/infra\/image\/|\/search-engines\./;

/** Journeys before the rest: a long file that begins last leaves one worker without work. */
export class LongFilesFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isLong = ({ moduleId }: TestSpecification) => LONG.test(moduleId);

    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}
