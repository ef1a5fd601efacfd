/** What routines return, as ImageJ shows it: images, tables, overlays, with the record of what made them. */
package io.drua.fiji.results;
