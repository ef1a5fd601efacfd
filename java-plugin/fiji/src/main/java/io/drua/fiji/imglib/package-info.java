/**
 * Images of ImgLib2 over the memory of Python's arrays, and the memory of ImgLib2's images for Python. The only classes
 * that know ImgLib2; nothing of the plugin loads them where it isn't there.
 */
package io.drua.fiji.imglib;
