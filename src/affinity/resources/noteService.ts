import type { CallOptions } from '../transport/callOptions.ts';
import type { Note } from './note.ts';

export interface NoteService {
  get(id: number, options?: CallOptions): Promise<Note>;
}
