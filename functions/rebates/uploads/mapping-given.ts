import { TimeZone } from '../../parties/index.ts';
import { Mapping } from '../mappings/mapping.ts';

/** What a person says of a file's columns; version and site are the desk's to say. */
export const MappingGiven = Mapping.omit({ version: true, sites: true, document: true }).extend({ timeZone: TimeZone });
