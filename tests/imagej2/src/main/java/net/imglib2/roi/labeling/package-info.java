/** What the tests need of imglib2-roi, which Maven Central hasn't got: the same names and signatures, own code. */
package net.imglib2.roi.labeling;
