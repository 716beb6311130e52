import { serveRelationship } from './formServer.ts';
import { pageTest } from './pageTest.ts';
import { RelationshipHost } from './relationshipHost.ts';

export const test = pageTest(serveRelationship, (page) => new RelationshipHost(page));

export { expect } from '@playwright/test';
