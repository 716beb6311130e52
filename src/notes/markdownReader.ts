import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import { unified } from 'unified';

// Bundles that write Markdown take these from here, so that the libraries are in one bundle.
export { remarkGfm, unified };

/** Parses GitHub Flavored Markdown into a tree. */
export const markdownReader = unified().use(remarkParse).use(remarkGfm).freeze();
