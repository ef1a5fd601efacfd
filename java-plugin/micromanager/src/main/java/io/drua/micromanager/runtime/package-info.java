/** Python and the program as the whole plugin shares them: places and settings, the interpreter, routines, events, the log. */
package io.drua.micromanager.runtime;
