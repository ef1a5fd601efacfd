/** Python for programs that use SciJava, such as Fiji's plugins of ImageJ2: a service of the context. */
package io.drua.fiji.scijava;
