/**
 * Python and routines as the whole plugin shares them: folders and settings, the interpreter, the index of routines,
 * running, cancelling, reporting and failing.
 */
package io.drua.fiji.runtime;
