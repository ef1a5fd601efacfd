/** Python and routines as functions of ImageJ's macro language. */
package io.drua.fiji.macro;
