/** What the tests need of ImageJ2's axes, which Maven Central hasn't got: the same names and signatures, own code. */
package net.imagej.axis;
