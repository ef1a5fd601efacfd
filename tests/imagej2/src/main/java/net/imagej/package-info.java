/**
 * What the tests need of ImageJ2's images, which Maven Central hasn't got: the same names and signatures, own code. Never
 * shipped.
 */
package net.imagej;
