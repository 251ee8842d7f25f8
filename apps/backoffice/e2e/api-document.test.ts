import { testApiDocument } from '@soomcare/testing';

import { documentInfo } from '../src/document.ts';
import { useBackoffice } from './harness.ts';

testApiDocument('backoffice', documentInfo, useBackoffice().groups);
