/** Java classes that the Python files call: everything that a class may have, in the odd ways that Java allows. */
package io.drua.crosslang.java.samples;
