/** Python functions called by the event thread of the AWT, with a real window, in a process of its own. */
package io.drua.crosslang.awt;
