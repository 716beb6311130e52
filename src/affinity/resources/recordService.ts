import type { CallOptions, RecordOptions, SearchOptions } from '../transport/callOptions.ts';
import type { Company } from './company.ts';
import type { Opportunity } from './opportunity.ts';
import type { Page } from './page.ts';
import type { Person } from './person.ts';

/** A kind of record that interactions are about. */
export interface RecordService<Item, GetOptions = CallOptions> {
  search(term: string, options?: SearchOptions): Promise<Page<Item>>;
  get(id: number, options?: GetOptions): Promise<Item>;
}

/** The term matches e-mail, first or last name. */
export type PersonService = RecordService<Person, RecordOptions>;
/** Finds companies outside the firm's own too. */
export type CompanyService = RecordService<Company, RecordOptions>;
export type OpportunityService = RecordService<Opportunity>;
