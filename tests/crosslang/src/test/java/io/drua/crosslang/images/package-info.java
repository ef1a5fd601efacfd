/** Images, stacks, ROIs, tables and figures of ImageJ and ImgLib2 in Python and back. */
package io.drua.crosslang.images;
