export type QueryParameter = [name: string, value: string];

/** What a request is about; errors name it. */
export interface RequestTarget {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  /** Below the base address, without a query. */
  readonly path: string;
}

export interface ApiRequest extends RequestTarget {
  readonly query?: readonly QueryParameter[];
  readonly body?: object;
}
