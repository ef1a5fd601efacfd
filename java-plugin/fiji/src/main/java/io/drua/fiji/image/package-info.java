/** ImageJ's images, selections and calibrations as values of the bridge. */
package io.drua.fiji.image;
