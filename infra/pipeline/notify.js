// Tells Slack how a build ended. It never fails the build: what cannot be delivered is printed, and that is all.
import { formatBuild } from './build-message.js';
import { postToSlack } from './slack.js';
import { readStages } from './stages.js';

const {
  SLACK_WEBHOOK_URL,
  JOB_NAME = 'soomcare',
  BUILD_NUMBER = '?',
  BUILD_URL,
  BUILD_RESULT = 'UNKNOWN',
  BUILD_DURATION_MS = '0',
} = process.env;

try {
  const text = formatBuild({
    name: `${JOB_NAME} #${BUILD_NUMBER}`,
    result: BUILD_RESULT,
    seconds: Math.round(Number(BUILD_DURATION_MS) / 1000) || 0,
    ...(BUILD_URL ? { url: BUILD_URL } : {}),
    stages: readStages(),
  });
  console.log(text);
  const problem = SLACK_WEBHOOK_URL
    ? await postToSlack(SLACK_WEBHOOK_URL, text)
    : 'SLACK_WEBHOOK_URL is not set';
  console.log(problem ? `Slack was not told: ${problem}.` : 'Slack was told.');
} catch {
  console.log('Slack was not told: the record of the stages cannot be read.');
}
