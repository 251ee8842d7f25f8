import { testApiDocument } from '@soomcare/testing';

import { documentInfo } from '../src/document.ts';
import { useApi } from './harness.ts';

testApiDocument('api', documentInfo, useApi().groups);
